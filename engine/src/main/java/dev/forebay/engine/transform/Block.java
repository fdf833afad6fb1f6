package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.types.batch.Vector;
import java.util.List;

/**
 * What goes from one transformer to the next: columns with their vectors.
 *
 * @param sparse whether scikit-learn would have a sparse matrix here, on which some transformers calculate differently
 * @param single whether its numbers are float32
 */
public record Block(List<Column> columns, boolean sparse, boolean single) {

    /**
     * One column.
     *
     * @param column its name, kind and origin
     * @param vector a {@code DoubleVector} of numbers, or a {@code StringVector} of texts
     */
    public record Column(BlockColumn column, Vector vector) {}

    public Block {
        columns = List.copyOf(columns);
    }
}
