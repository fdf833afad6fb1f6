package dev.forebay.engine.function;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions with a regular expression, which is constant and compiled once. */
final class RegularExpressions {
    private static final String FAILURE = "too many steps, or too long a result,";

    private RegularExpressions() {}

    /** What a function does with a matcher at the beginning of its text. */
    private interface Use {
        void apply(Row row, Matcher matcher);
    }

    static void addTo(KernelTable table) {
        add(table, "REGEXP_LIKE(string,string)", call -> (row, matcher) -> row.give(matcher.find()));
        add(table, "REGEXP_EXTRACT(string,string)", call -> (row, matcher) -> extract(row, matcher, 0));
        add(table, "REGEXP_EXTRACT(string,string,long)", call -> {
            int group = Math.toIntExact((Long) constant(call, 2));
            return (row, matcher) -> extract(row, matcher, group);
        });
        add(table, "REGEXP_REPLACE(string,string,string)", call -> {
            String replacement = (String) constant(call, 2);
            return (row, matcher) -> {
                int from = row.arena.size;
                row.give(matcher.replaceAll(replacement));
                Texts.giveGrown(row, from);
            };
        });
        add(table, "REGEXP_COUNT(string,string)", call -> RegularExpressions::count);
    }

    private static void add(KernelTable table, String id, Function<Call, Use> binder) {
        table.failingRowsBound(id, ReasonCode.DOMAIN, FAILURE, call -> {
            Pattern pattern = Pattern.compile((String) constant(call, 1));
            Use use = binder.apply(call);
            return row -> {
                try {
                    use.apply(row, pattern.matcher(new PatientText(row.text(0))));
                } catch (PatientText.TooManySteps | StackOverflowError e) {
                    row.fail();
                }
            };
        });
    }

    static Object constant(Call call, int operand) {
        if (call.operands().get(operand) instanceof TypedExpression.Constant constant && constant.value() != null) {
            return constant.value();
        }
        throw new IllegalArgumentException(call.signature() + ": argument " + (operand + 1) + " must be a constant");
    }

    private static void extract(Row row, Matcher matcher, int group) {
        String found = matcher.find() ? matcher.group(group) : null;
        if (found == null) {
            row.giveNull();
        } else {
            row.give(found);
        }
    }

    private static void count(Row row, Matcher matcher) {
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        row.give(count);
    }
}
