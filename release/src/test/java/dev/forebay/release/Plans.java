package dev.forebay.release;

import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.types.diagnostic.SourceText;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Plans of definitions as text. */
public final class Plans {

    /** A pipeline with a window, two groups of transforms and a check. */
    public static final String FRAUD = """
            forebay: 1
            pipeline: fraud
            source: {kafka: {topic: transactions, brokers: 'localhost:9092'}}
            event: {id: id, time: at, lateness: 1h}
            schema:
              id: long
              at: timestamp
              customer: string
              amount: {type: double, min: 0}
              channel: {type: string, optional: true, in: [pos, web]}
            checks:
              plausible: amount < 50000
            windows:
              recent: {by: customer, last: [1d, 7d]}
            features:
              amount_log: LOG1P(amount)
              hour: HOUR(at)
              tx: COUNT(*) OVER recent
              usual: amount / AVG(amount) OVER recent_7d
            transforms:
              amounts: {columns: [amount, amount_log], steps: [StandardScaler], suffix: _scaled, fitted: a.pkl}
              hours: {columns: [hour], steps: [StandardScaler], suffix: _scaled, fitted: b.pkl}
            output:
              keep: [id]
              vector: [amounts, hours, tx, usual]
            """;

    private Plans() {}

    public static Plan of(String definition) {
        ParsedDefinition parsed = DefinitionParser.parse(new SourceText("test.yaml", definition), name -> null);
        if (parsed.definition() == null) {
            throw new AssertionError(parsed.diagnostics());
        }
        ResolvedPlan resolved =
                Resolver.resolve(Objects.requireNonNull(parsed.definition()), path -> scaler(path.value()));
        if (resolved.plan() == null) {
            throw new AssertionError(resolved.diagnostics());
        }
        return Objects.requireNonNull(resolved.plan());
    }

    private static FittedStateLoader.Loaded scaler(String path) {
        int columns = path.startsWith("a") ? 2 : 1;
        return new FittedStateLoader.Loaded(
                FittedTransform.of(
                        new StandardScalerState(
                                columns,
                                true,
                                true,
                                Collections.nCopies(columns, 1.0),
                                Collections.nCopies(columns, 2.0)),
                        "test"),
                List.of());
    }
}
