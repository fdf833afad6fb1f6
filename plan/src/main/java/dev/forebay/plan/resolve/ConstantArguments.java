package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.function.ConstantRule;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.TimeUnitName;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks arguments that must be constants: patterns, zones, units. */
final class ConstantArguments {
    private final Diagnostics into;

    ConstantArguments(Diagnostics into) {
        this.into = into;
    }

    /** Whether all are as they must be. */
    boolean check(FunctionDefinition definition, List<TypedExpression> arguments, List<Span> spans) {
        boolean fine = true;
        Pattern pattern = null;
        for (int i = 0; i < Math.min(arguments.size(), definition.parameters().size()); i++) {
            FunctionDefinition.Parameter parameter = definition.parameters().get(i);
            ConstantRule rule = parameter.constant();
            if (rule == null) {
                continue;
            }
            Object value = arguments.get(i) instanceof Constant constant ? constant.value() : null;
            if (value == null) {
                into.add(
                        PlanCode.NOT_CONSTANT,
                        spans.get(i),
                        parameter.name() + " of " + definition.name() + " must be a constant",
                        "it is " + rule.expected());
                fine = false;
            } else if (rule == ConstantRule.REGEX) {
                pattern = Patterns.compile(value.toString(), spans.get(i), PlanCode.WRONG_CONSTANT, into);
                fine &= pattern != null;
            } else {
                fine &= holds(rule, value, pattern, arguments, spans.get(i));
            }
        }
        return fine;
    }

    private boolean holds(
            ConstantRule rule, Object value, @Nullable Pattern pattern, List<TypedExpression> arguments, Span at) {
        return switch (rule) {
            case REGEX -> true;
            case REGEX_GROUP -> pattern == null || isGroup(pattern, (long) value, at);
            case REPLACEMENT -> pattern == null || isReplacement(pattern, (String) value, at);
            case ZONE -> isZone((String) value, at);
            case TIME_UNIT -> isUnit((String) value, arguments, at);
            case ESCAPE -> isEscape((String) value, arguments.get(1), at);
            case CIDR ->
                AddressBlocks.isBlock((String) value) || wrong(at, "'" + value + "' is no address block", rule);
        };
    }

    private boolean isGroup(Pattern pattern, long group, Span at) {
        int groups = pattern.matcher("").groupCount();
        return (group >= 0 && group <= groups)
                || wrong(at, "the pattern has no group " + group, "it has " + Wording.counted(groups, "group"));
    }

    private boolean isReplacement(Pattern pattern, String replacement, Span at) {
        try {
            // Matches an empty text whatever the pattern is, and has its groups.
            Matcher matcher = Pattern.compile("|" + pattern.pattern()).matcher("");
            if (matcher.find()) {
                matcher.appendReplacement(new StringBuilder(), replacement);
            }
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return wrong(
                    at,
                    "the replacement does not fit the pattern: " + e.getMessage(),
                    "$1 stands for the first group; \\$ is a dollar sign");
        }
    }

    private boolean isZone(String zone, Span at) {
        try {
            return ZoneId.of(zone) != null;
        } catch (DateTimeException e) {
            List<String> notes = new ArrayList<>();
            notes.add("a zone is an IANA name such as 'Europe/Paris', 'UTC', or an offset such as '+02:00'");
            NearestName.of(zone, ZoneId.getAvailableZoneIds().stream().sorted().toList())
                    .ifPresent(near -> notes.add("did you mean '" + near + "'?"));
            return wrong(at, "unknown time zone '" + zone + "'", notes.toArray(String[]::new));
        }
    }

    private boolean isUnit(String unit, List<TypedExpression> arguments, Span at) {
        boolean ofDate = arguments.size() > 1 && arguments.get(1).type().equals(Type.DATE);
        return TimeUnitName.of(unit)
                .map(known -> !ofDate
                        || known.isOfDates()
                        || wrong(
                                at,
                                "a date cannot be cut to '" + unit + "'",
                                "'day', 'week', 'month', 'quarter' and 'year' cut dates"))
                .orElseGet(() -> wrong(at, "unknown unit '" + unit + "'", ConstantRule.TIME_UNIT));
    }

    private boolean isEscape(String escape, TypedExpression like, Span at) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            return wrong(at, "the escape character is '" + escape + "'", ConstantRule.ESCAPE);
        }
        return !(like instanceof Constant constant && constant.value() instanceof String text)
                || Patterns.isLike(text, escape.codePointAt(0))
                || wrong(
                        at,
                        "the pattern has '" + escape + "' where it escapes nothing",
                        "behind it must be %, _ or " + escape + " itself");
    }

    private boolean wrong(Span at, String message, ConstantRule rule) {
        return wrong(at, message, "it must be " + rule.expected());
    }

    private boolean wrong(Span at, String message, String... notes) {
        into.add(PlanCode.WRONG_CONSTANT, at, message, notes);
        return false;
    }
}
