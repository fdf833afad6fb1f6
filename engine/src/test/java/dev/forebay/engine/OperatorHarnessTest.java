package dev.forebay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.Cast;
import dev.forebay.plan.function.ConstantRule;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every operator of the library on random rows: any split into batches, instances used again, gives the same. */
class OperatorHarnessTest {
    private static final int ROWS = 400;
    private static final int PER_TYPE = 3;
    private static final List<Type> TYPES =
            List.of(Type.BOOLEAN, Type.LONG, Type.DOUBLE, Type.decimal(9, 3), Type.STRING, Type.TIMESTAMP, Type.DATE);
    private static final String[] TEXTS = {
        "",
        "a",
        "Paris",
        " \u2003tab\t",
        "café 😀",
        "10.1.2.3",
        "2001:db8::1",
        "https://U@Shop.example:80/a/b?x=1#f",
        "jo@Mail.example",
        "4539 5787 6362 1486",
        "-12.5",
        "2018-04-01",
        "1e400",
        "true",
        "a%b_c",
        "ß𝄞Ω",
        "NaN"
    };

    private final Random random = new Random(20180401);
    private final PlanBuilder builder = new PlanBuilder();

    @Test
    void everyOperator_anySplitIntoBatches_givesTheSame() {
        for (Type type : TYPES) {
            for (int i = 0; i < PER_TYPE; i++) {
                builder.field(name(type, i), type);
            }
        }
        addCalls();
        addCasts();
        Plan plan = builder.build();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row());
        }

        List<List<@Nullable Object>> whole = run(plan, rows, ROWS, false);

        assertThat(run(plan, rows, 1, false)).isEqualTo(whole);
        assertThat(run(plan, rows, 64, true)).isEqualTo(whole);
        assertThat(run(plan, rows, 64, true)).isEqualTo(whole);
    }

    private static String name(Type type, int index) {
        return type.kind().name() + index;
    }

    private void addCalls() {
        for (FunctionDefinition definition : FunctionLibrary.all()) {
            for (Signature signature : definition.signatures()) {
                List<TypedExpression> operands = new ArrayList<>();
                int count = signature.parameters().size() + (signature.variadic() ? 2 : 0);
                for (int i = 0; i < count; i++) {
                    int parameter = Math.min(i, signature.parameters().size() - 1);
                    operands.add(operand(definition, signature, parameter, i));
                }
                Type type = TYPES.stream()
                        .filter(t -> t.kind() == signature.result())
                        .findFirst()
                        .orElseThrow();
                Type widened =
                        type.isDecimal() ? Type.decimal(18, signature.function().equals("*") ? 6 : 3) : type;
                builder.feature(signature.id(), new Call(signature, operands, widened, PlanBuilder.at(1)));
            }
        }
    }

    private TypedExpression operand(FunctionDefinition definition, Signature signature, int parameter, int index) {
        ConstantRule rule = definition.parameters().get(parameter).constant();
        Type.Kind kind = signature.parameters().get(parameter);
        if (rule == null || (rule == ConstantRule.REGEX && kind != Type.Kind.STRING)) {
            Type type = TYPES.stream().filter(t -> t.kind() == kind).findFirst().orElseThrow();
            return builder.column(name(type, index % PER_TYPE));
        }
        return switch (rule) {
            case REGEX -> PlanBuilder.constant("[a-z]+|([0-9])");
            case REGEX_GROUP -> PlanBuilder.constant(1);
            case REPLACEMENT -> PlanBuilder.constant("<$0>");
            case ZONE -> PlanBuilder.constant("America/New_York");
            case TIME_UNIT -> PlanBuilder.constant("week");
            case ESCAPE -> PlanBuilder.constant("!");
            case CIDR -> PlanBuilder.constant("10.0.0.0/8");
        };
    }

    private void addCasts() {
        for (Type from : TYPES) {
            for (Type to : TYPES) {
                if (Cast.isPossible(from, to)) {
                    TypedExpression column = builder.column(name(from, 0));
                    builder.feature(from + " to " + to, new Cast(column, to, false, PlanBuilder.at(1)));
                    builder.feature(from + " tried to " + to, new Cast(column, to, true, PlanBuilder.at(1)));
                }
            }
        }
    }

    private @Nullable Object[] row() {
        @Nullable Object[] values = new Object[TYPES.size() * PER_TYPE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(8) == 0 ? null : value(TYPES.get(i / PER_TYPE));
        }
        return values;
    }

    private Object value(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case LONG -> random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(40) - 10L;
            case DOUBLE ->
                random.nextInt(5) == 0 ? Double.longBitsToDouble(random.nextLong()) : (random.nextInt(400) - 100) / 4.0;
            case DECIMAL -> (long) random.nextInt(2_000_000) - 1_000_000;
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case TIMESTAMP -> 1_500_000_000_000_000L + random.nextInt() * 100_000_001L;
            case DATE -> 17_000L + random.nextInt(4_000);
        };
    }

    private List<List<@Nullable Object>> run(Plan plan, List<@Nullable Object[]> rows, int capacity, boolean uneven) {
        CompiledPipeline pipeline = CompiledPipeline.compile(plan, capacity);
        EventBatch batch = pipeline.batch();
        List<List<@Nullable Object>> results = new ArrayList<>();
        for (int at = 0; at < rows.size(); ) {
            int size = Math.min(uneven ? 1 + random.nextInt(capacity) : capacity, rows.size() - at);
            batch.clear();
            for (int i = 0; i < size; i++) {
                Rows.add(batch, 0, rows.get(at + i));
            }
            pipeline.check();
            pipeline.aggregate(new WindowState(plan, 1));
            pipeline.compute();
            for (int i = 0; i < size; i++) {
                results.add(result(plan, pipeline, i));
            }
            at += size;
        }
        return results;
    }

    private static List<@Nullable Object> result(Plan plan, CompiledPipeline pipeline, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int slot = 0; slot < plan.columns().size(); slot++) {
            Object value = Rows.get(pipeline.column(slot), row);
            values.add(value instanceof Double real ? (Object) Double.doubleToRawLongBits(real) : value);
        }
        values.add(pipeline.batch().rejections.of(row));
        return values;
    }
}
