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
        void apply(Row row, String text, Matcher matcher);
    }

    static void addTo(KernelTable table) {
        add(table, "REGEXP_LIKE(string,string)", call -> (row, text, matcher) -> row.give(find(text, matcher)));
        add(table, "REGEXP_EXTRACT(string,string)", call -> (row, text, matcher) -> extract(row, text, matcher, 0));
        add(table, "REGEXP_EXTRACT(string,string,long)", call -> {
            int group = Math.toIntExact((Long) constant(call, 2));
            return (row, text, matcher) -> extract(row, text, matcher, group);
        });
        add(table, "REGEXP_REPLACE(string,string,string)", call -> {
            String replacement = (String) constant(call, 2);
            return (row, text, matcher) -> {
                int from = row.arena.size;
                row.give(replaced(text, matcher, replacement));
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
                    String text = row.text(0);
                    use.apply(row, text, pattern.matcher(new PatientText(text)));
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

    /**
     * Finds the next match. Java's matcher counts in halves of code points beyond the BMP and may find something between two halves,
     * where a text of code points has nothing.
     */
    private static boolean find(String text, Matcher matcher) {
        while (matcher.find()) {
            int start = matcher.start();
            boolean insideOfPair = start > 0
                    && start < text.length()
                    && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start));
            if (!insideOfPair) {
                return true;
            }
        }
        return false;
    }

    private static String replaced(String text, Matcher matcher, String replacement) {
        StringBuilder result = new StringBuilder();
        while (find(text, matcher)) {
            matcher.appendReplacement(result, replacement);
        }
        return matcher.appendTail(result).toString();
    }

    private static void extract(Row row, String text, Matcher matcher, int group) {
        String found = find(text, matcher) ? matcher.group(group) : null;
        if (found == null) {
            row.giveNull();
        } else {
            row.give(found);
        }
    }

    private static void count(Row row, String text, Matcher matcher) {
        long count = 0;
        while (find(text, matcher)) {
            count++;
        }
        row.give(count);
    }
}
