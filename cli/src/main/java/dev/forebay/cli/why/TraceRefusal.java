package dev.forebay.cli.why;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why an event cannot be explained. */
final class TraceRefusal {
    private TraceRefusal() {}

    static CommandFailure unreadable(String name, IOException e) {
        return CommandFailure.failed(
                CliCode.FILE_UNREADABLE, "'" + name + "' cannot be read", "the system says: " + e.getMessage());
    }

    static CommandFailure stopped() {
        return CommandFailure.failed(CliCode.NO_EVENT, "stopped before the event was found");
    }

    /** There is no such event. */
    static CommandFailure unknown(EventQuery query, String input, long read) {
        List<String> notes = new ArrayList<>();
        notes.add("looked at " + String.format(Locale.ROOT, "%,d", read) + " events of " + input);
        if (query.position() == null) {
            notes.add("an event whose id cannot be read is found by --position PARTITION:OFFSET alone");
        }
        if (query.timeMicros().isPresent()) {
            notes.add("without --time, events of any time with this id are found");
        }
        return CommandFailure.wrong(CliCode.NO_EVENT, "there is no event " + query, notes.toArray(String[]::new));
    }

    /** Several events have the id. */
    static CommandFailure several(EventQuery query, List<String> where, long count) {
        List<String> notes = new ArrayList<>(where);
        if (count > where.size()) {
            notes.add("and " + (count - where.size()) + " more");
        }
        notes.add("--position says which is meant");
        return CommandFailure.wrong(
                CliCode.NO_EVENT, count + " events have the id " + query, notes.toArray(String[]::new));
    }

    static CommandFailure noIds(String pipeline) {
        return CommandFailure.wrong(
                CliCode.NO_EVENT,
                "the events of '" + pipeline + "' have no id",
                "--position PARTITION:OFFSET says which one is meant",
                "'event: {id: ...}' names the column that identifies an event");
    }

    static CommandFailure waiting(Position position) {
        return CommandFailure.wrong(
                CliCode.NO_EVENT,
                "the event at " + position + " has not been processed yet",
                "with 'order: time' an event waits for its turn");
    }
}
