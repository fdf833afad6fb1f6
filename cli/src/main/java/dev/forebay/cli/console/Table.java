package dev.forebay.cli.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, for people. Numbers stand to the right. */
public final class Table {
    private static final int MAX_CELL = 60;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this(List.of(header));
    }

    public Table(List<String> header) {
        this.header = List.copyOf(header);
    }

    /** Adds a row with one cell a column. */
    public void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cut(String.valueOf(cell)));
        }
        rows.add(row);
    }

    public void print(PrintStream out) {
        int columns = header.size();
        int[] width = new int[columns];
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            width[c] = header.get(c).length();
            right[c] = !rows.isEmpty();
            for (List<String> row : rows) {
                width[c] = Math.max(width[c], row.get(c).length());
                right[c] &= row.get(c).matches("-?[0-9][0-9,.]*%?|");
            }
        }
        line(out, header, width, right);
        for (List<String> row : rows) {
            line(out, row, width, right);
        }
    }

    private static void line(PrintStream out, List<String> cells, int[] width, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String padding = " ".repeat(width[c] - cells.get(c).length());
            line.append(right[c] ? padding + cells.get(c) : cells.get(c) + padding)
                    .append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cut(String cell) {
        String flat = cell.replace('\n', ' ');
        return flat.length() <= MAX_CELL ? flat : flat.substring(0, MAX_CELL - 1) + "…";
    }
}
