package dev.forebay.plan;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.model.ModelContract;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Column;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with everything bound: what the engines run. It holds logic only; brokers, topics and paths are the definition's.
 *
 * <p>Every named column has a <i>slot</i>: the fields of the schema first, in their order, then what the steps compute, in
 * theirs. Expressions and outputs refer to slots.
 *
 * @param pipeline the pipeline's name
 * @param fields the schema; slot {@code i} is field {@code i}
 * @param fieldOrigins where each field is declared
 * @param event what identifies, times and orders events
 * @param constraints rules of single columns, in the order they are told
 * @param checks conditions over several columns
 * @param columns every slot: name, type, whether it may be null
 * @param windowing the windows and the aggregates over them; what those read is computed by the leading steps that use none
 * @param steps what computes the slots after the fields; a step reads only slots before its own
 * @param keep output columns that are carried along
 * @param vector output columns that are the model's input, in its order
 * @param sinks what of the output each sink gets, in the definition's order
 */
public record Plan(
        String pipeline,
        List<Field> fields,
        List<Origin> fieldOrigins,
        EventRule event,
        List<Constraint> constraints,
        List<Check> checks,
        List<Slot> columns,
        Windowing windowing,
        List<Step> steps,
        List<OutputColumn> keep,
        List<OutputColumn> vector,
        List<SinkRule> sinks) {

    public Plan {
        fields = List.copyOf(fields);
        fieldOrigins = List.copyOf(fieldOrigins);
        constraints = List.copyOf(constraints);
        checks = List.copyOf(checks);
        columns = List.copyOf(columns);
        steps = List.copyOf(steps);
        keep = List.copyOf(keep);
        vector = List.copyOf(vector);
        sinks = List.copyOf(sinks);
        PlanRules.require(fields, event, columns, windowing, steps, keep, vector);
    }

    /** The columns of an output record in order: {@code keep}, then {@code vector} without what {@code keep} has. */
    public List<OutputColumn> output() {
        return withoutRepeats(keep, vector);
    }

    /** The same for one sink that gets these columns of every row. */
    public Plan withOneSink(List<OutputColumn> output) {
        return new Plan(
                pipeline,
                fields,
                fieldOrigins,
                event,
                constraints,
                checks,
                columns,
                windowing,
                steps,
                keep,
                vector,
                List.of(new SinkRule(output, -1, null)));
    }

    /** How many of the steps come before windows: the leading ones that use no aggregate. */
    public int stepsBeforeWindows() {
        return PlanRules.stepsBeforeWindows(steps);
    }

    /** Both in order, without what the second has of the first. */
    public static List<OutputColumn> withoutRepeats(List<OutputColumn> first, List<OutputColumn> then) {
        return PlanRules.withoutRepeats(first, then);
    }

    /**
     * A named column.
     *
     * @param nullable whether it may be null in an accepted event
     */
    public record Slot(String name, Type type, boolean nullable, Origin origin) {}

    /** A column of output and the slot it is read from. */
    public record OutputColumn(Column column, int slot) {}

    /**
     * What identifies, times and orders events. Durations are microseconds.
     *
     * @param idSlot the field that identifies an event, or -1
     * @param timeSlot the timestamp field that says when it happened, or -1
     * @param ordersByTime whether events are held for {@code latenessMicros} and then processed in the order of their times; otherwise
     *     in the order read
     * @param latenessMicros how much later than the newest of its partition an event may be and count as on time
     * @param futureMicros how far ahead of its record's timestamp an event may be, or -1 for no limit
     * @param duplicatesMicros an event whose id was accepted within this time of it is rejected, or -1 to keep it
     * @param idleMicros a partition silent for so long does not hold up the others, or -1 to wait for it
     * @param origin where the section stands
     */
    public record EventRule(
            int idSlot,
            int timeSlot,
            boolean ordersByTime,
            long latenessMicros,
            long futureMicros,
            long duplicatesMicros,
            long idleMicros,
            Origin origin) {

        /** Events without id and time, in the order read. */
        public static EventRule none(Origin origin) {
            return new EventRule(-1, -1, false, 0, -1, -1, -1, origin);
        }
    }

    /** A rule that the values of one field must obey; null passes. */
    public sealed interface Constraint {
        int slot();

        Origin origin();

        /**
         * At least or at most a bound, inclusive; compared as the field's type compares.
         *
         * @param bound a {@link TypedExpression.Constant} of the field's type
         */
        record Bound(int slot, boolean lower, TypedExpression.Constant bound, Origin origin) implements Constraint {}

        /** One of a set. */
        record OneOf(int slot, List<TypedExpression.Constant> values, Origin origin) implements Constraint {
            public OneOf {
                values = List.copyOf(values);
            }
        }

        /** The whole text matches a regular expression. */
        record Matches(int slot, Pattern pattern, Origin origin) implements Constraint {}

        /** A number of code points, both ends included. */
        record Length(int slot, long minimum, long maximum, Origin origin) implements Constraint {}
    }

    /**
     * A condition over fields; false is answered, null passes.
     *
     * @param rejects whether a false one rejects the event; otherwise it is counted as a warning
     * @param text the condition as written, on one line
     */
    public record Check(String name, TypedExpression condition, boolean rejects, String text, Origin origin) {}

    /** Computes one slot or several from slots before them. */
    public sealed interface Step {

        /** One column from an expression. */
        record Feature(int slot, TypedExpression expression) implements Step {}

        /**
         * A fitted transformer, or several as one, on several columns at once.
         *
         * @param group the name of the group in the definition
         * @param inputs the slots it reads, numbers, truth values or texts, in the order it was fitted on
         * @param outputs the slots it writes, in the order of {@code fitted}'s outputs: double, or string where it gives texts
         */
        record Transform(
                String group, List<Integer> inputs, List<Integer> outputs, FittedTransform fitted, Origin origin)
                implements Step {
            public Transform {
                inputs = List.copyOf(inputs);
                outputs = List.copyOf(outputs);
            }
        }

        /**
         * The model on the vector; the last step.
         *
         * @param inputs the vector's slots, numbers and truth values, in its order
         * @param places for each of the vector's columns where the model takes it: its place in the one input, or which of the inputs
         * @param outputs the slots it writes, double
         * @param sources what of the model's outputs each is
         * @param takesMissing whether the model gets NaN for what is missing; otherwise such an event is rejected
         */
        record Score(
                List<Integer> inputs,
                List<Integer> places,
                List<Integer> outputs,
                List<Source> sources,
                boolean takesMissing,
                ModelContract contract,
                Origin origin)
                implements Step {

            /**
             * One number an event of an output.
             *
             * @param output its place among the model's outputs
             * @param position within the numbers of an event
             */
            public record Source(int output, int position) {}

            public Score {
                inputs = List.copyOf(inputs);
                places = List.copyOf(places);
                outputs = List.copyOf(outputs);
                sources = List.copyOf(sources);
            }
        }
    }

    /**
     * What of the output one sink gets.
     *
     * @param columns the columns of a record, in order
     * @param keySlot the slot whose value becomes the record's key, or -1 for the source record's key
     * @param when only rows for which it is true are written; null for all
     */
    public record SinkRule(
            List<OutputColumn> columns,
            int keySlot,
            @Nullable TypedExpression when) {
        public SinkRule {
            columns = List.copyOf(columns);
        }
    }
}
