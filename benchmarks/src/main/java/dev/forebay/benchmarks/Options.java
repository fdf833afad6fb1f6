package dev.forebay.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param keys the most keys of {@code keys}
 * @param only names of contestants or parts; empty means all
 * @param input a JSONL file of events; empty means generated ones
 * @param python the Python that runs the Python programs
 * @param out where the results go
 * @param scratch where brokers and file jobs keep their data; empty means a temporary directory
 */
record Options(
        int events,
        int rounds,
        int keys,
        List<String> only,
        Optional<Path> input,
        String python,
        Path out,
        Optional<Path> scratch) {

    static final String USAGE = """
            benchmarks/run w1|w2    [--events N] [--rounds N] [--only a,b] [--input FILE.jsonl]
                                    [--python PATH] [--out DIR] [--scratch DIR]
            benchmarks/run engine   [--events N] [--rounds N] [--only w1|w2] [--input FILE.jsonl] [--out DIR]
            benchmarks/run latency  [--events N] [--rounds N] [--input FILE.jsonl] [--out DIR]
            benchmarks/run request  [--events N] [--out DIR]
            benchmarks/run keys     [--events N] [--rounds N] [--keys N] [--out DIR]
            benchmarks/run offline  [--events N] [--rounds N] [--only w2|handbook] [--input FILE.jsonl]
                                    [--python PATH] [--out DIR] [--scratch DIR]
            benchmarks/run transforms [--events N] [--rounds N] [--only NAME,NAME] [--python PATH] [--out DIR] [--scratch DIR]
            benchmarks/run events   [--events N]      the generated events, as text
            """;

    private static final List<String> NAMES =
            List.of("--events", "--rounds", "--keys", "--only", "--input", "--python", "--out", "--scratch");

    static Options defaults(String python, Path out) {
        return new Options(1_000_000, 3, 10_000_000, List.of(), Optional.empty(), python, out, Optional.empty());
    }

    /** Reads {@code --name value} pairs over the defaults. */
    static Options parse(Options defaults, List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(name + ": not known");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + ": a value is missing");
            }
            given.put(name, arguments.get(i + 1));
        }
        return new Options(
                number(given, "--events", defaults.events),
                number(given, "--rounds", defaults.rounds),
                number(given, "--keys", defaults.keys),
                Optional.ofNullable(given.get("--only"))
                        .map(names -> List.of(names.split(",", -1)))
                        .orElse(defaults.only),
                Optional.ofNullable(given.get("--input")).map(Path::of).or(() -> defaults.input),
                given.getOrDefault("--python", defaults.python),
                Optional.ofNullable(given.get("--out")).map(Path::of).orElse(defaults.out),
                Optional.ofNullable(given.get("--scratch")).map(Path::of).or(() -> defaults.scratch));
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        String value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.replace("_", ""));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": a number is needed, found " + value, e);
        }
        throw new IllegalArgumentException(name + ": more than 0 is needed, found " + value);
    }
}
