package dev.forebay.engine.fit;

import dev.forebay.engine.transform.Block;
import dev.forebay.engine.transform.CompiledTransform;
import dev.forebay.engine.transform.TransformCompiler;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns that a step of a group is fitted on.
 *
 * @param columns as many as names, all of as many rows
 * @param names of each with its kind
 * @param rowMajor whether scikit-learn would have the rows contiguous here, on which the order of sums depends
 * @param sparse whether it would have a sparse matrix
 */
record FitBlock(List<FitColumn> columns, List<BlockColumn> names, boolean rowMajor, boolean sparse) {
    private static final int CHUNK = 4096;

    FitBlock {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
    }

    static FitBlock of(List<FitColumn> columns, List<String> names) {
        List<BlockColumn> block = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            block.add(BlockColumn.input(
                    i,
                    names.get(i),
                    columns.get(i) instanceof FitColumn.Texts ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS));
        }
        return new FitBlock(columns, block, false, false);
    }

    int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).rows();
    }

    String name(int column) {
        return names.get(column).name();
    }

    List<String> columnNames() {
        return names.stream().map(BlockColumn::name).toList();
    }

    /** The block behind a fitted transformer, calculated by the engine's own operators. */
    FitBlock through(FittedState state, boolean thenRowMajor, boolean thenSparse) throws UnfitDataException {
        List<Block.Column> inputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            inputs.add(new Block.Column(
                    names.get(i),
                    columns.get(i) instanceof FitColumn.Texts ? new StringVector(CHUNK) : new DoubleVector(CHUNK)));
        }
        List<BlockColumn> outputs = outputs(state);
        CompiledTransform compiled = TransformCompiler.compile(FittedTransform.of(state, "fit"), inputs, CHUNK);
        List<Gathered> gathered = new ArrayList<>();
        for (Vector vector : compiled.outputs()) {
            gathered.add(new Gathered(vector, rows()));
        }
        for (int from = 0; from < rows(); from += CHUNK) {
            int count = Math.min(CHUNK, rows() - from);
            for (int i = 0; i < columns.size(); i++) {
                fill(columns.get(i), from, count, inputs.get(i).vector());
            }
            compiled.operators().forEach(operator -> operator.run(count));
            for (Gathered one : gathered) {
                one.take(from, count);
            }
        }
        return new FitBlock(
                gathered.stream().map(Gathered::column).toList(),
                outputs,
                thenRowMajor && outputs.size() > 1,
                thenSparse);
    }

    List<BlockColumn> outputs(FittedState state) throws UnfitDataException {
        try {
            return state.outputs(names);
        } catch (UnfitInputException e) {
            throw new UnfitDataException(name(e.column()), e.getMessage() + ", and '" + name(e.column()) + "' is not");
        }
    }

    private static void fill(FitColumn column, int from, int count, Vector vector) {
        if (column instanceof FitColumn.Numbers numbers) {
            DoubleVector doubles = (DoubleVector) vector;
            System.arraycopy(numbers.values(), from, doubles.values, 0, count);
            Arrays.fill(doubles.state, 0, count, Vector.VALID);
            return;
        }
        FitColumn.Texts texts = (FitColumn.Texts) column;
        StringVector strings = (StringVector) vector;
        ByteArena arena = new ByteArena(1 << 12);
        for (int i = 0; i < count; i++) {
            int code = texts.codes()[from + i];
            if (code < 0) {
                strings.state[i] = Vector.NULL;
            } else {
                strings.set(i, arena, texts.texts().get(code));
            }
        }
    }

    /** A column that grows chunk by chunk. */
    private static final class Gathered {
        private final Vector vector;
        private final double[] numbers;
        private final String[] texts;

        Gathered(Vector vector, int rows) {
            this.vector = vector;
            this.numbers = new double[vector instanceof DoubleVector ? rows : 0];
            this.texts = new String[vector instanceof DoubleVector ? 0 : rows];
        }

        void take(int from, int count) {
            for (int i = 0; i < count; i++) {
                if (vector instanceof DoubleVector doubles) {
                    numbers[from + i] = doubles.isValid(i) ? doubles.values[i] : Double.NaN;
                } else if (vector.isValid(i)) {
                    texts[from + i] = ((StringVector) vector).get(i);
                }
            }
        }

        FitColumn column() {
            return vector instanceof DoubleVector
                    ? new FitColumn.Numbers(numbers, FitColumn.Kind.REAL)
                    : FitColumn.Texts.of(Arrays.asList(texts));
        }
    }
}
