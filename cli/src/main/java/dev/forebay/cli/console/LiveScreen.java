package dev.forebay.cli.console;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A few lines at the foot of a terminal that are drawn anew in place, with other lines printed above them. Thread-safe.
 *
 * <p>Uses the ANSI sequences for "up", "start of line", "clear to the end of the screen", and for "do not wrap": the terminal itself cuts
 * a line that is longer than it is wide, so that a line is a line at any width. Control characters in a line are not passed on.
 */
public final class LiveScreen {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f]");

    private final PrintStream out;
    private List<String> shown = List.of();

    public LiveScreen(PrintStream out) {
        this.out = out;
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
        if (shown.isEmpty()) {
            out.flush();
            return;
        }
        out.print("\u001b[?7l");
        for (String line : shown) {
            out.println(CONTROLS.matcher(line).replaceAll("�"));
        }
        out.print("\u001b[?7h");
        out.flush();
    }
}
