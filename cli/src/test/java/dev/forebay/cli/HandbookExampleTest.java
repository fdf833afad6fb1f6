package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pipeline of examples/handbook over its sample, against the 14 features as the Fraud Detection Handbook computes them: over the events
 * of a customer or terminal so far, in their order, all of a terminal's counts as a difference of two.
 */
class HandbookExampleTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path EXAMPLE = Papers.ROOT.resolve("examples/handbook");
    private static final List<Integer> DAYS = List.of(1, 7, 30);
    private static final int DELAY_DAYS = 7;

    @TempDir
    Path directory;

    private record Transaction(long id, Instant at, long customer, long terminal, double amount, boolean fraud) {
        static Transaction of(String line) {
            String[] cells = line.split(",", -1);
            return new Transaction(
                    Long.parseLong(cells[0]),
                    Instant.parse(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Double.parseDouble(cells[4]),
                    cells[5].equals("1"));
        }

        /** Whether it happened at a time or in the days before, exactly so many days before excluded. */
        boolean isWithin(int days, Instant until) {
            return at.isAfter(until.minus(Duration.ofDays(days))) && !at.isAfter(until);
        }
    }

    private static List<Transaction> sample() throws IOException {
        return Files.readAllLines(EXAMPLE.resolve("transactions.csv")).stream()
                .skip(1)
                .map(Transaction::of)
                .toList();
    }

    @Test
    void backfill_ofTheSample_givesTheFourteenFeaturesOfTheHandbook() throws IOException {
        Path output = directory.resolve("features.jsonl");
        CommandRun run = CommandRun.of(
                "backfill",
                EXAMPLE.resolve("pipeline.yaml").toString(),
                "--from",
                EXAMPLE.resolve("transactions.csv").toString(),
                "--to",
                output.toString());
        assertThat(run.code()).as(run.err()).isZero();

        List<Transaction> sample = sample();
        List<JsonNode> rows =
                Files.readAllLines(output).stream().map(JSON::readTree).toList();
        assertThat(rows).hasSameSizeAs(sample).hasSizeGreaterThan(1_900);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            Map<String, Double> found = new LinkedHashMap<>();
            Map<String, Double> wanted = features(sample.subList(0, i + 1));
            wanted.keySet().forEach(name -> found.put(name, row.get(name).doubleValue()));
            assertThat(row.get("TRANSACTION_ID").longValue())
                    .isEqualTo(sample.get(i).id());
            assertThat(found).as("transaction %d", i).isEqualTo(wanted);
            assertThat(wanted).hasSize(14);
        }
    }

    @Test
    void sample_hasWhatBoundsAreTestedBy() throws IOException {
        List<Transaction> sample = sample();
        for (int days : List.of(0, 1, 7, 8, 30, 37)) {
            assertThat(sample)
                    .as("a transaction exactly %d days after another of the customer and terminal", days)
                    .anyMatch(e -> sample.stream()
                            .anyMatch(f -> f.id() < e.id()
                                    && f.customer() == e.customer()
                                    && f.terminal() == e.terminal()
                                    && f.at().plus(Duration.ofDays(days)).equals(e.at())));
        }
    }

    /** The features of the last of some transactions. */
    private static Map<String, Double> features(List<Transaction> soFar) {
        Transaction last = soFar.get(soFar.size() - 1);
        List<Transaction> customer = of(soFar, f -> f.customer() == last.customer());
        List<Transaction> terminal = of(soFar, f -> f.terminal() == last.terminal());
        LocalDateTime utc = LocalDateTime.ofInstant(last.at(), ZoneOffset.UTC);
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("TX_DURING_WEEKEND", utc.getDayOfWeek().getValue() >= 6 ? 1.0 : 0.0);
        features.put("TX_DURING_NIGHT", utc.getHour() <= 6 ? 1.0 : 0.0);
        List<Transaction> delay = of(terminal, f -> f.isWithin(DELAY_DAYS, last.at()));
        for (int days : DAYS) {
            List<Transaction> window = of(customer, f -> f.isWithin(days, last.at()));
            features.put("CUSTOMER_ID_NB_TX_" + days + "DAY_WINDOW", (double) window.size());
            features.put("CUSTOMER_ID_AVG_AMOUNT_" + days + "DAY_WINDOW", averageAmount(window));
            List<Transaction> delayWindow = of(terminal, f -> f.isWithin(DELAY_DAYS + days, last.at()));
            double count = delayWindow.size() - delay.size();
            double frauds = of(delayWindow, Transaction::fraud).size()
                    - of(delay, Transaction::fraud).size();
            features.put("TERMINAL_ID_NB_TX_" + days + "DAY_WINDOW", count);
            features.put("TERMINAL_ID_RISK_" + days + "DAY_WINDOW", count == 0 ? 0.0 : frauds / count);
        }
        return features;
    }

    private static List<Transaction> of(List<Transaction> all, Predicate<Transaction> which) {
        List<Transaction> some = new ArrayList<>(all);
        some.removeIf(which.negate());
        return some;
    }

    /** The exact sum, rounded, by the count. */
    private static double averageAmount(List<Transaction> transactions) {
        BigDecimal sum =
                transactions.stream().map(f -> new BigDecimal(f.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.doubleValue() / transactions.size();
    }
}
