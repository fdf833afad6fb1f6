package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.release.diff.ReleaseDiff;
import dev.forebay.runtime.impact.Impact;
import dev.forebay.runtime.impact.Impact.Decisions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ends {@code forebay diff} with exit code 1.
 *
 * @param most what is not yet too much: a share, or of {@code SHIFT} a stability index
 */
record DiffLimit(Kind kind, double most) {
    private static final Pattern FORM = Pattern.compile("([a-z]+)(?:=([0-9]{1,9}(?:\\.[0-9]{1,9})?)(%)?)?");

    enum Kind {
        /** Anything at all. */
        CHANGED,
        /** The model cannot be fed any more. */
        BREAKING,
        /** State of windows must be built. */
        STATE,
        /** Events whose columns differ, of those that both accept. */
        ROWS,
        /** Events that one side alone rejects, of all. */
        REJECTED,
        /** Decisions that are others, of all. */
        FLIPS,
        /** The distribution of a column is another. */
        SHIFT;

        boolean isStructural() {
            return this == CHANGED || this == BREAKING || this == STATE;
        }
    }

    /** {@code breaking}, {@code rows}, {@code flips=0.1%}, {@code shift=0.2}. */
    static DiffLimit parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            for (Kind kind : Kind.values()) {
                boolean hasNumber = matcher.group(2) != null;
                boolean fits = kind.isStructural()
                        ? !hasNumber
                        : kind == Kind.SHIFT ? hasNumber && matcher.group(3) == null : true;
                if (kind.name().toLowerCase(Locale.ROOT).equals(matcher.group(1)) && fits) {
                    double number = hasNumber ? Double.parseDouble(matcher.group(2)) : 0;
                    return new DiffLimit(kind, matcher.group(3) == null ? number : number / 100);
                }
            }
        }
        throw CommandFailure.wrong(
                CliCode.BAD_ARGUMENT,
                "--fail-on has '" + text + "'",
                "expected changed, breaking, state, rows, rejected or flips, or shift=0.2",
                "rows, rejected and flips may say which share is not yet too much: flips=0.1%");
    }

    boolean needsEvents() {
        return !kind.isStructural();
    }

    boolean needsDecisions() {
        return kind == Kind.FLIPS;
    }

    boolean isExceeded(ReleaseDiff diff, @Nullable Impact impact) {
        return switch (kind) {
            case CHANGED -> !diff.isSame();
            case BREAKING -> diff.vector() == ReleaseDiff.Vector.BREAKING;
            case STATE -> !diff.stateNew().isEmpty();
            case ROWS -> impact != null && share(impact.changedRows(), impact.compared()) > most;
            case REJECTED ->
                impact != null
                        && share(
                                        impact.onlyBefore() + impact.onlyAfter(),
                                        impact.compared()
                                                + impact.rejectedByBoth()
                                                + impact.onlyBefore()
                                                + impact.onlyAfter())
                                > most;
            case FLIPS -> flips(impact) > most;
            case SHIFT -> impact != null && impact.columns().stream().anyMatch(column -> column.psi() > most);
        };
    }

    private static double flips(@Nullable Impact impact) {
        Decisions decisions = impact == null ? null : impact.decisions();
        return decisions == null ? 0 : share(decisions.flipped(), decisions.compared());
    }

    static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
