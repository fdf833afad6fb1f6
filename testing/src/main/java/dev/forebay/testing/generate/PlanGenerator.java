package dev.forebay.testing.generate;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.function.Signature;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Column;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random plans: schema, constraints, checks, windows, features, transforms, sinks. A plan is a function of its seed and size.
 * Half of its features call the overload whose turn the seed is, the other half the next ones, so that enough seeds use all.
 */
public final class PlanGenerator {
    private static final Origin ORIGIN = new Origin("generated.yaml", 1, 1);
    private static final List<String> PATTERNS = List.of("[a-z]*", ".*[0-9].*", "(?s).{0,12}", "web|pos|");
    private static final int DEPTH = 3;

    private final Chance chance;
    private final ValueGenerator values;
    private final long seed;
    private final int size;
    private final List<Plan.Slot> slots = new ArrayList<>();
    private final List<Plan.Step> steps = new ArrayList<>();
    private Windowing windowing = Windowing.NONE;

    private PlanGenerator(long seed, int size) {
        this.chance = new Chance(seed);
        this.values = new ValueGenerator(chance);
        this.seed = seed;
        this.size = size;
    }

    /** The plan of that seed with {@code size} features at least. */
    public static Plan plan(long seed, int size) {
        return new PlanGenerator(seed, size).plan();
    }

    /** The plan of that seed with {@code size} aggregates, whose events are processed in the order read or of their times. */
    public static Plan windowed(long seed, int size, boolean ordersByTime) {
        return new PlanGenerator(seed, size).windowedPlan(ordersByTime);
    }

    private Plan plan() {
        List<Field> fields = new SchemaGenerator(chance).fields();
        fields.forEach(this::slot);
        List<Plan.Constraint> constraints = constraints();
        List<Plan.Check> checks = checks();
        for (int i = 0; i < size; i++) {
            long next = i % 2 == 0 ? seed : seed * size + i;
            int turn = (int) Math.floorMod(next, (long) ExpressionGenerator.SIGNATURES.size());
            Signature signature = ExpressionGenerator.SIGNATURES.get(turn);
            feature(expressions().call(signature, chance.between(0, DEPTH)));
            if (chance.oneIn(3)) {
                feature(expressions().cast(seed * size + i, 2));
            }
            if (chance.oneIn(4)) {
                feature(expressions().expression(expressions().type(), DEPTH));
            }
            if (chance.oneIn(5)) {
                transform();
            }
        }
        return plan(fields, eventRule(fields, false), constraints, checks);
    }

    private Plan windowedPlan(boolean ordersByTime) {
        List<Field> fields = new SchemaGenerator(chance).timedFields();
        fields.forEach(this::slot);
        List<Plan.Constraint> constraints = chance.oneIn(4) ? constraints() : List.of();
        List<Plan.Check> checks = chance.oneIn(2) ? checks() : List.of();
        for (int i = chance.below(4); i > 0; i--) {
            Type type = expressions().type();
            feature(
                    chance.oneIn(3)
                            ? expressions().failingSometimes(type)
                            : expressions().expression(type, chance.between(1, DEPTH)));
        }
        if (chance.oneIn(3)) {
            transform();
        }
        windowing = new WindowingGenerator(chance, slots, PlanGenerator::isKey).windowing(seed * size, size);
        for (int i = 0; i < size; i++) {
            feature(expressions().aggregate(i));
            if (chance.oneIn(3)) {
                feature(expressions().choiceWith(expressions().aggregate(i), 1));
            }
            if (chance.oneIn(6)) {
                feature(expressions().expression(expressions().type(), DEPTH));
            }
            if (chance.oneIn(8)) {
                transform();
            }
        }
        return plan(fields, eventRule(fields, ordersByTime), constraints, checks);
    }

    private static boolean isKey(Plan.Slot column) {
        return !column.name().equals(SchemaGenerator.ID) && !column.name().equals(SchemaGenerator.TIME);
    }

    private void slot(Field field) {
        slots.add(new Plan.Slot(field.name(), field.type(), field.optional(), ORIGIN));
    }

    private Plan plan(
            List<Field> fields, Plan.EventRule event, List<Plan.Constraint> constraints, List<Plan.Check> checks) {
        List<Plan.OutputColumn> output = IntStream.range(0, slots.size())
                .filter(i -> chance.oneIn(2))
                .mapToObj(this::output)
                .toList();
        return new Plan(
                "generated",
                fields,
                fields.stream().map(field -> ORIGIN).toList(),
                event,
                constraints,
                checks,
                slots,
                windowing,
                steps,
                output.subList(0, output.size() / 2),
                output.subList(output.size() / 2, output.size()),
                sinks(output));
    }

    private ExpressionGenerator expressions() {
        return new ExpressionGenerator(chance, slots, windowing.aggregates());
    }

    /** Expressions over columns alone. */
    private ExpressionGenerator rowLevel() {
        return new ExpressionGenerator(chance, slots);
    }

    private Plan.OutputColumn output(int slot) {
        return new Plan.OutputColumn(
                new Column(slots.get(slot).name(), slots.get(slot).type()), slot);
    }

    private void feature(TypedExpression expression) {
        steps.add(new Plan.Step.Feature(slots.size(), expression));
        slots.add(new Plan.Slot("feature_" + slots.size(), expression.type(), expression.nullable(), ORIGIN));
    }

    private static boolean isTransformable(Type type) {
        return type.isNumeric() || type.kind() == Type.Kind.BOOLEAN || type.kind() == Type.Kind.STRING;
    }

    private void transform() {
        List<Integer> inputs = IntStream.range(0, slots.size())
                .filter(i -> isTransformable(slots.get(i).type()) && chance.oneIn(4))
                .boxed()
                .toList();
        if (inputs.isEmpty()) {
            return;
        }
        List<BlockColumn> block = new ArrayList<>();
        boolean nullable = false;
        for (int input : inputs) {
            Plan.Slot from = slots.get(input);
            nullable |= from.nullable();
            block.add(BlockColumn.input(
                    block.size(),
                    from.name(),
                    from.type().kind() == Type.Kind.STRING ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS));
        }
        FittedState state = new StateGenerator(chance, values).state(block);
        String group = "group_" + slots.size();
        List<Integer> outputs = new ArrayList<>();
        for (BlockColumn made : outputs(state, block)) {
            outputs.add(slots.size());
            Type type = made.kind() == BlockColumn.Kind.TEXTS ? Type.STRING : Type.DOUBLE;
            slots.add(new Plan.Slot("made_" + slots.size(), type, nullable, ORIGIN));
        }
        Precision precision = chance.oneIn(4) ? Precision.FLOAT32 : Precision.FLOAT64;
        steps.add(new Plan.Step.Transform(
                group, inputs, outputs, new FittedTransform(state, List.of(), precision, "generated"), ORIGIN));
    }

    private static List<BlockColumn> outputs(FittedState state, List<BlockColumn> block) {
        try {
            return state.outputs(block);
        } catch (UnfitInputException e) {
            throw new IllegalStateException("a generated state does not take its columns", e);
        }
    }

    private List<Plan.Constraint> constraints() {
        List<Plan.Constraint> constraints = new ArrayList<>();
        int rarity = chance.oneIn(4) ? 3 : 40;
        for (int slot = 0; slot < slots.size(); slot++) {
            while (chance.oneIn(rarity)) {
                constraints.add(constraint(slot, slots.get(slot).type()));
            }
        }
        return constraints;
    }

    private Plan.Constraint constraint(int slot, Type type) {
        if (type.kind() == Type.Kind.STRING && chance.oneIn(2)) {
            return chance.oneIn(2)
                    ? new Plan.Constraint.Matches(slot, Pattern.compile(chance.pick(PATTERNS)), ORIGIN)
                    : new Plan.Constraint.Length(slot, chance.below(4), chance.oneIn(3) ? Long.MAX_VALUE : 12, ORIGIN);
        }
        if (type.kind() == Type.Kind.BOOLEAN || chance.oneIn(6)) {
            List<TypedExpression.Constant> allowed = IntStream.range(0, chance.between(1, 40))
                    .mapToObj(i -> new TypedExpression.Constant(type, values.finite(type), ORIGIN))
                    .toList();
            return new Plan.Constraint.OneOf(slot, allowed, ORIGIN);
        }
        boolean lower = chance.oneIn(2);
        return new Plan.Constraint.Bound(
                slot, lower, new TypedExpression.Constant(type, values.finite(type), ORIGIN), ORIGIN);
    }

    private List<Plan.Check> checks() {
        List<Plan.Check> checks = new ArrayList<>();
        while (chance.oneIn(2)) {
            TypedExpression condition = expressions().expression(Type.BOOLEAN, DEPTH);
            // Most checks hold for most events, or nothing would be accepted.
            TypedExpression mostlyTrue =
                    new TypedExpression.Or(List.of(expressions().equalsItself(), condition), ORIGIN);
            checks.add(new Plan.Check(
                    "check_" + checks.size(),
                    chance.oneIn(4) ? condition : mostlyTrue,
                    chance.oneIn(2),
                    "generated",
                    ORIGIN));
        }
        return checks;
    }

    private Plan.EventRule eventRule(List<Field> fields, boolean ordersByTime) {
        int id = slot(fields, SchemaGenerator.ID);
        int time = slot(fields, SchemaGenerator.TIME);
        return new Plan.EventRule(
                id,
                time,
                ordersByTime,
                chance.pick(List.of(0L, 1_000_000L, 3_600_000_000L)),
                chance.pick(List.of(-1L, 0L, 300_000_000L)),
                chance.pick(List.of(-1L, 10_000_000L, 86_400_000_000L)),
                -1,
                ORIGIN);
    }

    private static int slot(List<Field> fields, String name) {
        return IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    private List<Plan.SinkRule> sinks(List<Plan.OutputColumn> output) {
        List<Plan.SinkRule> sinks = new ArrayList<>();
        for (int i = chance.below(3); i > 0; i--) {
            @Nullable TypedExpression when = chance.oneIn(2) ? null : rowLevel().expression(Type.BOOLEAN, DEPTH);
            sinks.add(new Plan.SinkRule(output, -1, when));
        }
        return sinks;
    }
}
