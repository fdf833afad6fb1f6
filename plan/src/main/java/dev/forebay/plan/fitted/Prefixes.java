package dev.forebay.plan.fitted;

import java.util.List;

/** The names of columns that come from a part with a name. */
final class Prefixes {
    private Prefixes() {}

    static List<BlockColumn> add(String part, List<BlockColumn> columns) {
        return part.isEmpty()
                ? columns
                : columns.stream()
                        .map(column -> new BlockColumn(part + "__" + column.name(), column.kind(), column.from()))
                        .toList();
    }
}
