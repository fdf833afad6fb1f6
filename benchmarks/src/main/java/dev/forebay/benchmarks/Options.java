package dev.forebay.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param only names of contestants; empty means all
 * @param input a JSONL file of events; empty means generated ones
 * @param python the Python that runs the Python loops
 * @param out where the results go
 * @param scratch where the broker keeps its data; empty means a temporary directory
 */
record Options(
        int events,
        int rounds,
        List<String> only,
        Optional<Path> input,
        String python,
        Path out,
        Optional<Path> scratch) {

    static final String USAGE = """
            benchmarks/run w1      [--events N] [--rounds N] [--only a,b] [--input FILE.jsonl]
                                   [--python PATH] [--out DIR] [--scratch DIR]
            benchmarks/run engine  [--events N] [--rounds N] [--out DIR]
            benchmarks/run events  [--events N]      the generated events, as text
            """;

    /** Reads {@code --name value} pairs over the defaults. */
    static Options parse(Options defaults, List<String> arguments) {
        Options options = defaults;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + ": a value is missing");
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--events" -> new Options(number(name, value), rounds, only, input, python, out, scratch);
            case "--rounds" -> new Options(events, number(name, value), only, input, python, out, scratch);
            case "--only" -> new Options(events, rounds, List.of(value.split(",", -1)), input, python, out, scratch);
            case "--input" -> new Options(events, rounds, only, Optional.of(Path.of(value)), python, out, scratch);
            case "--python" -> new Options(events, rounds, only, input, value, out, scratch);
            case "--out" -> new Options(events, rounds, only, input, python, Path.of(value), scratch);
            case "--scratch" -> new Options(events, rounds, only, input, python, out, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException(name + ": not known");
        };
    }

    private static int number(String name, String value) {
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
