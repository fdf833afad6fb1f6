package dev.forebay.engine.window;

import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.types.Type;
import org.jspecify.annotations.Nullable;

/** How an output is read from the record of a key: what {@link Layout} says of it, laid out for the loop over events. */
final class Reading {
    final Layout.Output output;
    final AggregateFunction function;
    final boolean isSelection;
    /** Where the output's window ends and begins. */
    final int headWord;

    final int tailWord;
    final Layout.@Nullable Running running;
    /** Of its input: the place among all of the grouping; whether its values are doubles; how many digits they have behind the point. */
    final int index;

    final boolean isDouble;
    final int scale;
    final int countWord;
    final int sumWord;
    final int squaresWord;
    final boolean isOfCounts;
    final boolean isSample;

    Reading(Layout layout, Layout.Output output) {
        this.output = output;
        function = output.rule().function();
        isSelection = output.isSelection();
        headWord = layout.heads.get(output.window().head()).word();
        tailWord = output.window().tailWord();
        running = output.running();
        index = running == null ? -1 : running.index();
        countWord = running == null ? -1 : running.countWord();
        sumWord = running == null ? -1 : running.sumWord();
        squaresWord = running == null ? -1 : running.squaresWord();
        int value = output.input().value();
        isDouble = value >= 0 && layout.values.get(value).isDouble();
        scale = value < 0 ? 0 : scale(layout.values.get(value).argument().type());
        isOfCounts = function == AggregateFunction.COUNT_DISTINCT || function == AggregateFunction.MODE;
        isSample = function == AggregateFunction.VAR_SAMP || function == AggregateFunction.STDDEV_SAMP;
    }

    private static int scale(Type type) {
        return type.isDecimal() ? type.scale() : 0;
    }
}
