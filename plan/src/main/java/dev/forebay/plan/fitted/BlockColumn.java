package dev.forebay.plan.fitted;

import java.util.Collection;
import java.util.List;

/**
 * One column of a block that goes through transformers.
 *
 * @param name as scikit-learn would have it in a data frame
 * @param kind what it holds
 * @param from the columns of the group that it is computed from, as positions among them, ascending
 */
public record BlockColumn(String name, Kind kind, List<Integer> from) {

    /** What a column holds. */
    public enum Kind {
        /** Doubles; truth values are 0 and 1. */
        NUMBERS,
        TEXTS,
        /** Not known yet: fits every transformer. For those who only ask for names. */
        OPEN
    }

    public BlockColumn {
        from = List.copyOf(from);
    }

    /** The column that goes in at {@code position}. */
    public static BlockColumn input(int position, String name, Kind kind) {
        return new BlockColumn(name, kind, List.of(position));
    }

    /** Numbers made of one column. */
    static BlockColumn numbers(String name, BlockColumn from) {
        return new BlockColumn(name, Kind.NUMBERS, from.from());
    }

    /** Numbers made of several columns. */
    static BlockColumn numbers(String name, Collection<BlockColumn> from) {
        return new BlockColumn(
                name,
                Kind.NUMBERS,
                from.stream()
                        .flatMap(column -> column.from().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }
}
