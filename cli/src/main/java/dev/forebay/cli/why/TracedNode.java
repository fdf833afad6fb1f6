package dev.forebay.cli.why;

import java.util.List;

/**
 * A part of an expression with its value.
 *
 * @param sql the part
 * @param window the window that an aggregate looks over; empty for what is none
 * @param operands its parts but for constants
 */
public record TracedNode(String sql, String type, TracedValue value, String window, List<TracedNode> operands) {
    public TracedNode {
        operands = List.copyOf(operands);
    }
}
