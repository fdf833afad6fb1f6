package dev.forebay.engine;

import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.expression.ExpressionParser;
import dev.forebay.engine.expression.Program;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions as text, for tests. */
public final class Expressions {
    private Expressions() {}

    /** The typed expression; names and types of columns alternate. */
    public static TypedExpression of(String text, Object... namesAndTypes) {
        List<Plan.Slot> columns = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.add(new Plan.Slot(
                    (String) namesAndTypes[i], (Type) namesAndTypes[i + 1], true, PlanBuilder.at(columns.size())));
        }
        SourceText source = new SourceText("test.yaml", text);
        Diagnostics into = new Diagnostics();
        Expression parsed = ExpressionParser.parse(source, new Span(source, 0, text.length()), into);
        TypedExpression resolved = parsed == null ? null : Resolver.resolveExpression(parsed, columns, into);
        if (resolved == null || into.hasErrors()) {
            throw new IllegalArgumentException(text + ": " + into.sorted());
        }
        return resolved;
    }

    /** The value of an expression without columns, as {@link Rows#get} gives it. */
    public static @Nullable Object evaluate(String text) {
        Program program = new Program(0, 3);
        Vector vector = program.add(of(text));
        program.run(0, program.size(), 3);
        return Rows.get(vector, 1);
    }
}
