package dev.forebay.cli.why;

import dev.forebay.engine.order.OrderingStage;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.reread.JournalInput;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the events of an explanation are read, in the order in which the pipeline read them. It is read twice: once to find the event, once for
 * what its windows hold.
 *
 * @param name of the file or the topic
 * @param open opens it at its beginning
 * @param begin tells the ordering stage what had passed before
 * @param decisions those that depended on a clock and were made before the records that were read last; each is given once
 * @param isWhole whether nothing comes after its end, so that no event there waits for its turn
 * @param only an input in which the event at a position is found, and perhaps no other
 * @param upTo an input of all that matters to the event at a position, in processing order
 */
public record TracedInput(
        String name,
        Supplier<InputFile> open,
        Consumer<OrderingStage> begin,
        Supplier<List<Decision>> decisions,
        boolean isWhole,
        Function<Position, TracedInput> only,
        Function<Position, TracedInput> upTo) {

    /** A file. */
    public static TracedInput ofFile(String name, Supplier<InputFile> open) {
        TracedInput[] itself = new TracedInput[1];
        itself[0] = new TracedInput(
                name, open, ordering -> {}, List::of, true, position -> itself[0], position -> itself[0]);
        return itself[0];
    }

    /** What a live pipeline read. */
    public static TracedInput ofJournal(JournalInput journal) {
        return ofSpan(journal, journal.everything());
    }

    private static TracedInput ofSpan(JournalInput journal, JournalInput.Span span) {
        return new TracedInput(
                "topic " + journal.topic(),
                span::open,
                span::begin,
                span::decisions,
                false,
                at -> ofSpan(journal, journal.only(at.partition(), at.offset())),
                at -> ofSpan(journal, journal.upTo(at.partition(), at.offset())));
    }
}
