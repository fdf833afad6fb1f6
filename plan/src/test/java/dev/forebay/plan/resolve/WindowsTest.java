package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.LegiblePart;
import dev.forebay.plan.Plan;
import dev.forebay.plan.explain.PlanExplanation;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateReference;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows, families and aggregates, rule by rule. What is refused, and in which words, is in the golden files. */
class WindowsTest {
    private static final String HEAD = """
            forebay: 1
            pipeline: cards
            event: {time: at}
            schema:
              at: timestamp
              card: string
              shop: {type: string, optional: true}
              amount: double
              price: decimal(9,2)
              approved: {type: boolean, optional: true}
              channel: {type: string, optional: true}
              fraud: {type: boolean, known_after: 7d}
            """;

    private static Plan plan(String windows, String features, String keep) {
        return Definitions.plan(HEAD + "windows:\n" + windows.indent(2) + "features:\n" + features.indent(2)
                + "output: {keep: [" + keep + "]}\n");
    }

    private static List<String> kept(Plan plan) {
        return plan.keep().stream().map(column -> column.column().name()).toList();
    }

    private static List<String> aggregates(Plan plan) {
        return plan.windowing().aggregates().stream()
                .map(aggregate -> AggregateText.of(aggregate, plan.windowing()))
                .toList();
    }

    private static WindowRule only(String window) {
        return plan("w: " + window, "n: COUNT(*) OVER w", "n")
                .windowing()
                .windows()
                .get(0);
    }

    @Test
    void window_withLast_isSlidingAndSeesTheEventItself() {
        WindowRule window = only("{by: card, last: 36h}");

        assertThat(window.isSliding()).isTrue();
        assertThat(window.lastMicros()).isEqualTo(129_600_000_000L);
        assertThat(window.seesCurrent()).isTrue();
    }

    @Test
    void window_withNeitherLastNorRows_isLifetime() {
        assertThat(only("{by: card}").isLifetime()).isTrue();
        assertThat(only("{by: card, idle: 1d}").idleMicros()).isEqualTo(86_400_000_000L);
        assertThat(only("{by: card, rows: 3}").rows()).isEqualTo(3);
    }

    @Test
    void window_withDelayOrExclusion_doesNotSeeTheEventItself() {
        assertThat(only("{by: card, last: 1d, delay: 1ms}").seesCurrent()).isFalse();
        assertThat(only("{by: card, last: 1d, delay: 1ms}").delayMicros()).isEqualTo(1_000);
        assertThat(only("{by: card, last: 1d, exclude: current}").seesCurrent()).isFalse();
    }

    @Test
    void windows_byTheSameColumnsInAnyOrder_shareOneGrouping() {
        Plan plan = plan("""
                a: {by: [card, shop], last: 1d}
                b: {by: [shop, card], rows: 5}
                c: {by: card}
                """, """
                x: COUNT(*) OVER a + COUNT(*) OVER b
                y: COUNT(*) OVER c
                """, "x, y");

        assertThat(plan.windowing().windows()).map(WindowRule::grouping).containsExactly(0, 0, 1);
    }

    @Test
    void key_thatIsAFeature_isComputedBeforeAllWindows() {
        Plan plan = plan("w: {by: [card, hour], last: 1d}", """
                n: COUNT(*) OVER w
                hour: HOUR(at)
                """, "n");

        assertThat(plan.stepsBeforeWindows()).isEqualTo(1);
        assertThat(plan.windowing().groupings().get(0).keySlots())
                .map(slot -> plan.columns().get(slot).name())
                .containsExactly("card", "hour");
    }

    @Test
    void family_ofAList_namesWindowsAndColumnsAsWritten() {
        Plan plan = plan("w: {by: card, last: [1d, 24h, 90m]}", "n: COUNT(*) OVER w", "n");

        assertThat(plan.windowing().windows()).map(WindowRule::name).containsExactly("w_1d", "w_24h", "w_90m");
        assertThat(kept(plan)).containsExactly("n_1d", "n_24h", "n_90m");
    }

    @Test
    void family_ofAMapping_namesThemByItsKeysWhereTheBracesAre() {
        Plan plan = plan("w: {by: card, last: {DAY: 1d, WEEK: 7d}}", "CARD_{}_TX: COUNT(*) OVER w", "CARD_TX");

        assertThat(kept(plan)).containsExactly("CARD_DAY_TX", "CARD_WEEK_TX");
    }

    @Test
    void family_ofOneLength_isAFamilyStill() {
        assertThat(kept(plan("w: {by: card, last: [1d]}", "n: COUNT(*) OVER w", "n")))
                .containsExactly("n_1d");
    }

    @Test
    void expression_overAFamilyAndSingleWindows_isRepeatedForTheFamilyOnly() {
        Plan plan = plan("""
                w: {by: card, last: [1d, 7d]}
                all: {by: card}
                """, "share: COUNT(*) OVER w / COUNT(*) OVER all + COUNT(*) OVER w_7d", "share");

        assertThat(kept(plan)).containsExactly("share_1d", "share_7d");
        assertThat(aggregates(plan)).containsExactly("COUNT(*) OVER w_1d", "COUNT(*) OVER all", "COUNT(*) OVER w_7d");
    }

    @Test
    void each_withAFamily_isOutermost() {
        Plan plan = plan("w: {by: card, last: [1d, 7d]}", """
                max_{c}_{}:
                  each: {c: [amount, price]}
                  sql: MAX({c}) OVER w
                """, "\"max_{c}_{}\"");

        assertThat(kept(plan)).containsExactly("max_amount_1d", "max_amount_7d", "max_price_1d", "max_price_7d");
    }

    @Test
    void each_ofSeveralPlaces_combinesThem() {
        Plan plan = plan("w: {by: card}", """
                "{a}_{b}_{c}":
                  each: {a: [amount, price], b: [card, shop], c: [at]}
                  sql: FIRST_VALUE({a}) FILTER (WHERE {b} = 'x') OVER w - MAX({a}) FILTER (WHERE {c} IS NULL) OVER w
                """, "\"{a}_{b}_{c}\"");

        assertThat(kept(plan)).containsExactly("amount_card_at", "amount_shop_at", "price_card_at", "price_shop_at");
    }

    @Test
    void group_ofColumns_standsForThemInTheVectorToo() {
        Plan plan = Definitions.plan(HEAD + """
                windows: {w: {by: card, last: [1d, 7d]}}
                features: {n: COUNT(*) OVER w}
                transforms: {s: {columns: [n], steps: [StandardScaler], suffix: _s, fitted: scaler-2.pkl}}
                output: {vector: [n, s]}
                """);

        assertThat(plan.vector())
                .map(column -> column.column().name())
                .containsExactly("n_1d", "n_7d", "n_1d_s", "n_7d_s");
    }

    @Test
    void aggregates_thatAreEqual_areComputedOnce() {
        Plan plan = plan("w: {by: card, last: 7d}", """
                a: SUM(amount) FILTER (WHERE channel = 'web') OVER w
                b: sum( amount )filter(where channel='web')over w * 2 + LAG(amount) OVER w - lag(amount, 1) OVER w
                """, "a, b");

        assertThat(aggregates(plan))
                .containsExactly("SUM(amount) FILTER (WHERE channel = 'web') OVER w", "LAG(amount) OVER w");
    }

    @Test
    void aggregate_overADecimal_keepsItsScaleOrIsCast() {
        Plan plan = plan("w: {by: card}", """
                total: SUM(price) OVER w
                mean: AVG(price) OVER w
                spread: STDDEV_SAMP(price) OVER w
                largest: MAX(price) OVER w
                """, "total, mean, spread, largest");

        assertThat(plan.windowing().aggregates())
                .map(AggregateRule::type)
                .containsExactly(Type.decimal(18, 2), Type.DOUBLE, Type.DOUBLE, Type.decimal(9, 2));
        assertThat(aggregates(plan)).contains("STDDEV_SAMP(CAST(price AS double)) OVER w");
    }

    @Test
    void aggregate_thatIsACount_isNeverNullAndOthersMayBe() {
        Plan plan = plan("w: {by: card}", """
                a: COUNT(DISTINCT shop) OVER w
                b: MIN(amount) OVER w
                """, "a, b");

        assertThat(plan.windowing().aggregates()).map(AggregateRule::nullable).containsExactly(false, true);
        assertThat(plan.steps())
                .map(step ->
                        plan.columns().get(((Plan.Step.Feature) step).slot()).nullable())
                .containsExactly(false, true);
    }

    @Test
    void window_thatIsNotUsed_isNotInThePlanAndIsSaid() {
        ResolvedPlan resolved = Resolver.resolve(Definitions.parse(HEAD + """
                        windows:
                          used: {by: card, last: [1d, 7d]}
                          unused: {by: shop}
                        features: {n: COUNT(*) OVER used_7d}
                        output: {keep: [n]}
                        """), Definitions.LOADER);

        assertThat(Objects.requireNonNull(resolved.plan()).windowing().windows())
                .map(WindowRule::name)
                .containsExactly("used_7d");
        assertThat(resolved.diagnostics()).map(Diagnostic::code).containsExactly(PlanCode.UNUSED_WINDOW);
    }

    @Test
    void column_knownLater_mayBeKeptAndUsedByWindowsWithThatDelay() {
        Plan plan = plan("w: {by: card, last: 30d, delay: 7d}", """
                odd: fraud AND approved
                risk: AVG(odd) FILTER (WHERE fraud IS NOT NULL) OVER w
                high: risk > 0.5
                """, "fraud, odd, risk, high");

        assertThat(kept(plan)).hasSize(4);
        assertThat(plan.fields().get(7).optional()).isTrue();
    }

    @Test
    void nameOfAColumn_thatIsAWindowsToo_isNoMistake() {
        Plan plan = plan("card: {by: card, last: 1d}", "n: COUNT(card) OVER card", "n");

        assertThat(aggregates(plan)).containsExactly("COUNT(card) OVER card");
    }

    @Test
    void mistakes_inWindowsFeaturesAndChecks_areAllToldInOneRun() {
        String mistakes = Definitions.mistakes(HEAD + """
                checks: {c: COUNT(*) OVER w > 1}
                windows:
                  w: {by: crd, last: [0d, 7d]}
                  v: {by: shop, last: 1d, rows: 1}
                features:
                  a: SUM(channel) OVER w
                  b: COUNT(*) OVER v
                  c: SUM(amout) OVER x
                  mean_{}: AVG(amount) OVER v
                output: {keep: [a_7d, b, c, nothing]}
                """);

        assertThat(mistakes)
                .contains(
                        "FB4205",
                        "unknown column 'crd'",
                        "FB4208",
                        "FB3102",
                        "unknown column 'amout'",
                        "FB4201",
                        "FB4210")
                .contains("no column or group 'nothing'");
        assertThat(mistakes.split("error FB", -1)).as(mistakes).hasSize(10);
    }

    @Test
    void restOfADefinition_whoseWindowsHaveMistakesInTheirText_isJudgedStill() {
        List<String> found = examined(HEAD + """
                windows:
                  w: {by: card, last: [1d, 7 days]}
                  v: {by: shp, last: [1d]}
                features:
                  mean_{}: AVG(amount) OVER w
                  n: COUNT(*) OVER w_7d + SUM(amout) OVER w
                  m: COUNT(*) OVER v
                  uses: n_7d + mean_1d + m_2d
                output: {keep: [n, n_1d, mean, "mean_{}", mean_7d, m_1d, other]}
                """);

        assertThat(found)
                .containsExactly(
                        "unknown column 'shp'",
                        "unknown column 'amout'",
                        "unknown column 'm_2d'",
                        "there is no column or group 'other'");
    }

    @Test
    void restOfADefinition_whoseFamilyFeaturesHaveMistakesInTheirText_isJudgedStill() {
        List<String> found = examined(HEAD + """
                windows: {w: {by: card, last: [1d, 7d]}}
                features:
                  mean_{}: AVG(amount OVER w
                  n: COUNT(* OVER w
                  max_{c}: {each: {c: [amount]}, sql: "MAX({c} OVER w"}
                  uses: mean_7d + n_1d + max_amount + SUM(amout) OVER w_7d
                output: {keep: [mean, n, n_7d, max, uses, other]}
                """);

        assertThat(found).containsExactly("unknown column 'amout'", "there is no column or group 'other'");
    }

    @Test
    void restOfADefinition_whoseEventHasAMistake_isNotSaidToHaveNoTime() {
        assertThat(examined(HEAD.replace("time: at", "time: at, lateness: soon") + """
                windows: {w: {by: card}}
                features: {n: COUNT(*) OVER w}
                output: {keep: [n]}
                """))
                .isEmpty();
    }

    private static List<String> examined(String yaml) {
        LegiblePart part = DefinitionParser.parse(new SourceText("cards.yaml", yaml), variable -> null)
                .legible();
        return Resolver.examine(Objects.requireNonNull(part), Definitions.LOADER).stream()
                .map(Diagnostic::message)
                .toList();
    }

    static Stream<String> examples() {
        return Arrays.stream(AggregateFunction.values())
                .flatMap(function -> AggregateReference.examples(function).stream())
                .map(AggregateReference.Example::expression);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_ofTheReference_resolvesToItsOwnText(String expression) {
        StringBuilder schema = new StringBuilder();
        AggregateReference.COLUMNS.forEach(
                (name, type) -> schema.append(name).append(": ").append(type).append(", "));
        String yaml = """
                forebay: 1
                pipeline: examples
                event: {time: at}
                schema: {%scard: string}
                windows: {ever: {by: card}}
                features:
                  x: |
                    %s
                output: {keep: [x]}
                """.formatted(schema, expression);
        ResolvedPlan resolved = Resolver.resolve(Definitions.parse(yaml), Definitions.LOADER);

        assertThat(DiagnosticRenderer.renderAll(resolved.diagnostics())).isEmpty();
        Plan plan = Objects.requireNonNull(resolved.plan());
        Plan.Step.Feature feature = (Plan.Step.Feature) plan.steps().get(0);
        assertThat(ExpressionText.of(feature.expression())).isEqualTo(expression);
    }

    @Test
    void explanation_withNumbersOfAnEngine_tellsThemForEachKindOfKey() {
        Plan plan = plan("""
                w: {by: card, last: 7d}
                v: {by: [shop, channel]}
                """, """
                a: SUM(amount) FILTER (WHERE approved) OVER w
                b: COUNT(*) OVER v
                """, "a, b");
        PlanExplanation explanation = PlanExplanation.of(plan);

        assertThat(explanation.text()).doesNotContain("for each event that is kept");
        assertThat(explanation
                        .withStateBytes(List.of(120L, 1L), List.of(17L, 8L))
                        .text())
                .contains(
                        "by card           keeps amount, approved  120 bytes, and 17 bytes for each event that is kept")
                .contains("by shop, channel  keeps times only        1 byte, and 8 bytes for each event that is kept");
    }

    @Test
    void lineage_ofAnAggregate_reachesArgumentsFiltersAndKeys() {
        Plan plan = plan("w: {by: [card, day], last: 7d}", """
                day: CAST(at AS date)
                log: LOG1P(amount)
                a: SUM(log) FILTER (WHERE approved) OVER w
                b: a + 1
                """, "b");

        assertThat(PlanExplanation.of(plan).lineage())
                .filteredOn(line -> line.column().equals("b"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.sources()).containsExactly("at", "card", "amount", "approved");
                    assertThat(line.by()).containsExactly("day", "log", "a");
                });
        assertThat(PlanExplanation.of(plan).source())
                .filteredOn(PlanExplanation.SourceColumn::used)
                .map(PlanExplanation.SourceColumn::name)
                .containsExactly("at", "card", "amount", "approved");
    }
}
