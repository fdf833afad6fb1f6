package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.expression.Expression;
import dev.forebay.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * One column of a feature.
 *
 * @param written the feature
 * @param name the column's name
 * @param family the family that the expression looks over; null where it looks over none
 * @param member the window of the family that the column is for
 * @param broken whether its own mistake is told elsewhere
 */
record ComputedFeature(
        Definition.Feature written,
        Located<String> name,
        @Nullable String family,
        @Nullable String member,
        boolean broken) {

    Expression expression() {
        return written.expression();
    }

    @Nullable
    Located<Type> type() {
        return written.type();
    }
}
