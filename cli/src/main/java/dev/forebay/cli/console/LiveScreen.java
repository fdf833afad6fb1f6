package dev.forebay.cli.console;

import java.io.PrintStream;
import java.util.List;

/**
 * A few lines at the foot of a terminal that are drawn anew in place, with other lines printed above them. Thread-safe.
 *
 * <p>Uses the ANSI sequences for "up", "start of line" and "clear to the end of the screen".
 */
public final class LiveScreen {
    private final PrintStream out;
    private final int width;
    private List<String> shown = List.of();

    /** @param width columns of the terminal; longer lines are cut so that a line is a line */
    public LiveScreen(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    /** Replaces what is shown. */
    public synchronized void draw(List<String> lines) {
        clear();
        shown = List.copyOf(lines);
        print();
    }

    /** Prints a line above what is shown. */
    public synchronized void above(String line) {
        clear();
        out.println(line);
        print();
    }

    /** Leaves the last drawing as it is and shows no more. */
    public synchronized void end() {
        shown = List.of();
        out.flush();
    }

    private void clear() {
        if (!shown.isEmpty()) {
            out.print("\u001b[" + shown.size() + "A\r\u001b[J");
        }
    }

    private void print() {
        for (String line : shown) {
            out.println(line.length() <= width ? line : line.substring(0, width - 1) + "…");
        }
        out.flush();
    }
}
