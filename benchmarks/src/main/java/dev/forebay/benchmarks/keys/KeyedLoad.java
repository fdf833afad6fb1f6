package dev.forebay.benchmarks.keys;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A stream of events of evenly many keys in an order without pattern, and windows over it.
 *
 * @param what for people
 * @param keys how many keys there are
 * @param perKeyAndDay events of one key in a day, on average
 * @param fillDays how many days go before measuring; at least the longest window
 * @param lengths the windows' lengths, as a definition writes them
 * @param aggregates SQL over {@code amount}, each over each window
 */
record KeyedLoad(
        String what, int keys, double perKeyAndDay, int fillDays, List<String> lengths, List<String> aggregates) {

    static final List<String> LENGTHS_OF_W2 = List.of("1d", "7d", "30d");
    static final List<String> AGGREGATES_OF_W2 =
            List.of("COUNT(*)", "SUM(amount)", "AVG(amount)", "STDDEV_POP(amount)", "MAX(amount)");

    /** How many events are taken before it is measured. */
    long fillEvents() {
        return Math.round(keys * perKeyAndDay * fillDays);
    }

    double microsBetweenEvents() {
        return 86_400e6 / (keys * perKeyAndDay);
    }

    /** The definition, with all results in the output. */
    String definition() {
        String features = IntStream.range(0, aggregates.size())
                .mapToObj(i -> "  f%d: %s OVER account%n".formatted(i, aggregates.get(i)))
                .collect(Collectors.joining());
        String names =
                IntStream.range(0, aggregates.size()).mapToObj(i -> "f" + i).collect(Collectors.joining(", "));
        return """
                forebay: 1
                pipeline: keys
                source: {kafka: {brokers: none, topic: none}, format: json}
                event: {time: time}
                schema:
                  account: long
                  time: timestamp
                  amount: double
                windows:
                  account: {by: account, last: [%s]}
                features:
                %soutput:
                  vector: [%s]
                sinks:
                  - kafka: {topic: none}
                dead_letters: {kafka: {topic: none.rejected}}
                """.formatted(String.join(", ", lengths), features, names);
    }
}
