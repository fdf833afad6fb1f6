package dev.forebay.benchmarks.transforms;

import dev.forebay.engine.expression.Operator;
import dev.forebay.engine.transform.Block;
import dev.forebay.engine.transform.CompiledTransform;
import dev.forebay.engine.transform.TransformCompiler;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fitted transform by the engine's operators: rows are copied into the vectors of a batch, and the operators run. One thread. */
final class EngineTransform {

    private final TransformRows rows;
    private final int batch;
    private final List<Vector> inputs = new ArrayList<>();
    private final List<Operator> operators;
    private final List<Vector> outputs;

    /** {@code batch} is how many rows at once, as the runtime's batches, or 1. */
    EngineTransform(FittedTransform fitted, TransformRows rows, boolean ofTexts, int batch) {
        this.rows = rows;
        this.batch = batch;
        List<Block.Column> columns = new ArrayList<>();
        for (int column = 0; column < TransformRows.COLUMNS; column++) {
            Vector vector = ofTexts ? new StringVector(batch) : new DoubleVector(batch);
            inputs.add(vector);
            columns.add(new Block.Column(
                    new BlockColumn(
                            "x" + column, ofTexts ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS, List.of(column)),
                    vector));
        }
        CompiledTransform compiled = TransformCompiler.compile(fitted, columns, batch);
        operators = compiled.operators();
        outputs = compiled.outputs();
    }

    /** Transforms rows; the sum of all numbers that come out and are finite. */
    double run(int from, int to) {
        double sum = 0;
        for (int start = from; start < to; start += batch) {
            int count = Math.min(batch, to - start);
            transform(start, count);
            for (Vector output : outputs) {
                sum += sum((DoubleVector) output, count);
            }
        }
        return sum;
    }

    /** Transforms rows, and does nothing with what comes out. */
    void transform(int start, int count) {
        for (int column = 0; column < inputs.size(); column++) {
            Vector input = inputs.get(column);
            if (input instanceof DoubleVector numbers) {
                rows.copyNumbers(column, start, count, numbers.values);
                Arrays.fill(numbers.state, 0, count, Vector.VALID);
            } else {
                rows.pointTexts(column, start, count, (StringVector) input);
            }
        }
        for (Operator operator : operators) {
            operator.run(count);
        }
    }

    private static double sum(DoubleVector column, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += column.state[i] == Vector.VALID && Double.isFinite(column.values[i]) ? column.values[i] : 0;
        }
        return sum;
    }
}
