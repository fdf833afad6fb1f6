package dev.forebay.cli.why;

import dev.forebay.engine.order.OrderingStage;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.journal.Decision;
import java.util.List;
import java.util.function.Consumer;
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
 */
public record TracedInput(
        String name,
        Supplier<InputFile> open,
        Consumer<OrderingStage> begin,
        Supplier<List<Decision>> decisions,
        boolean isWhole) {

    /** A file. */
    public static TracedInput ofFile(String name, Supplier<InputFile> open) {
        return new TracedInput(name, open, ordering -> {}, List::of, true);
    }
}
