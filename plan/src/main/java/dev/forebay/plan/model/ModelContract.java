package dev.forebay.plan.model;

import java.util.List;

/**
 * What a model takes and gives, as it says itself.
 *
 * @param name what it calls itself; may be empty
 * @param digest SHA-256 of the file, as 64 hexadecimal digits: the version
 * @param inputs in its order
 * @param outputs in its order
 */
public record ModelContract(String name, String digest, List<Tensor> inputs, List<Tensor> outputs) {

    /** The type of the elements. */
    public enum Element {
        FLOAT,
        DOUBLE,
        INT64,
        /** Anything else, such as texts, maps and sequences. */
        OTHER
    }

    /**
     * An input or output.
     *
     * @param shape its lengths, the number of events first; -1 for any
     */
    public record Tensor(String name, Element element, List<Long> shape) {
        public Tensor {
            shape = List.copyOf(shape);
        }

        /** How many numbers it has for each event; -1 for any number, 0 where it is not one row an event. */
        public long width() {
            return switch (shape.size()) {
                case 1 -> 1;
                case 2 -> shape.get(1);
                default -> 0;
            };
        }

        /** As a user reads it: {@code probabilities: float [any, 2]}. */
        public String words() {
            StringBuilder lengths = new StringBuilder();
            for (long length : shape) {
                lengths.append(lengths.isEmpty() ? "" : ", ").append(length < 0 ? "any" : Long.toString(length));
            }
            return name + ": " + element.name().toLowerCase(java.util.Locale.ROOT) + " [" + lengths + "]";
        }
    }

    public ModelContract {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
