package dev.forebay.cli.why;

import dev.forebay.cli.compare.EmittedRow;
import dev.forebay.types.batch.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is explained is what was emitted then.
 *
 * @param answer {@code yes}, {@code no}, or {@code unknown}
 * @param told where it was found, the first difference, or why it is not known
 */
public record Emitted(String answer, String told) {
    private static final String YES = "yes";
    private static final String NO = "no";

    /** Nobody can tell. */
    public static Emitted unknown(String why) {
        return new Emitted("unknown", why);
    }

    /**
     * Holds an explanation against the files of a run: the row with the event's id, or the rejected event at its position.
     *
     * @param output all accepted events
     * @param rejected the others; null where there were none
     * @param idColumn the name of the id among the output's columns; null where it is not there
     */
    public static Emitted in(Path output, @Nullable Path rejected, Trace trace, @Nullable String idColumn) {
        try {
            return trace.isAccepted() ? accepted(output, trace, idColumn) : rejected(rejected, trace);
        } catch (IOException e) {
            return unknown("what was emitted cannot be read: " + e.getMessage());
        }
    }

    private static Emitted rejected(@Nullable Path file, Trace trace) throws IOException {
        if (file == null) {
            return new Emitted(NO, "nothing was rejected then");
        }
        String offset = Long.toString(trace.position().offset());
        Optional<EmittedRow> row = EmittedRow.find(
                file,
                "offset",
                offset,
                one -> one.holds("partition", Integer.toString(trace.position().partition()), true));
        if (row.isEmpty()) {
            return new Emitted(NO, "it is not among the rejected events of " + file);
        }
        String told = String.valueOf(row.get().text("reasons"));
        for (Reason reason : trace.reasons()) {
            if (!told.contains('"' + reason.code().code() + '"')) {
                return new Emitted(NO, "it was rejected for other reasons: " + told);
            }
        }
        return new Emitted(YES, "rejected for the same reasons in " + file);
    }

    private static Emitted accepted(Path file, Trace trace, @Nullable String idColumn) throws IOException {
        String id = trace.id();
        if (id == null || idColumn == null) {
            return unknown("the output has no id by which the event's row could be found");
        }
        AtomicReference<@Nullable EmittedRow> another = new AtomicReference<>();
        Optional<EmittedRow> same = EmittedRow.find(file, idColumn, id, row -> {
            another.compareAndSet(null, row);
            return difference(row, trace).isEmpty();
        });
        if (same.isPresent()) {
            return new Emitted(YES, "row with " + idColumn + " = " + id + " of " + file);
        }
        EmittedRow differing = another.get();
        return new Emitted(NO, differing == null ? "no row of " + file + " has its id" : difference(differing, trace));
    }

    private static String difference(EmittedRow row, Trace trace) {
        for (Trace.Named column : trace.output()) {
            Object json = column.value().json();
            String text = json == null ? null : column.value().plain();
            // Formats with numbers that JSON lacks have them as they are.
            boolean isSame = row.holds(column.name(), text, json instanceof Number)
                    || (json == null && row.holds(column.name(), column.value().text(), false));
            if (!isSame) {
                return "column " + column.name() + ": emitted " + row.text(column.name()) + ", now "
                        + column.value().text();
            }
        }
        return "";
    }
}
