package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.ReferenceInterpreter;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.types.batch.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timeline that docs/concepts/windows.md works through is what happens, cell by cell. */
class WindowTimelineTest {
    private static final Path PAGE = Path.of("../docs/concepts/windows.md");
    private static final Path EXAMPLE = Path.of("../examples/windows/pipeline.yaml");
    private static final List<String> SUMS = List.of("in_hour", "in_settled", "in_two", "in_ever");
    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("H:mm").withZone(ZoneOffset.UTC);

    private String definition = "";
    private List<Line> arrival = List.of();
    private List<Line> time = List.of();

    /** A line of a table: an event and what becomes of it. */
    private record Line(String at, String card, long amount, String watermark, List<String> sums, String remark) {
        static Line of(List<String> cells) {
            return new Line(
                    cells.get(0),
                    cells.get(1),
                    Long.parseLong(cells.get(2)),
                    cells.get(3),
                    cells.subList(4, 4 + SUMS.size()),
                    cells.get(4 + SUMS.size()));
        }

        Instant time() {
            return Instant.parse("2018-04-01T" + at + ":00Z");
        }

        /** The amount is the id, too: the same one again is a duplicate. */
        ReferenceEvent event() {
            return new ReferenceEvent(
                    0, null, Arrays.asList(amount, time(), card.isEmpty() ? null : card, amount), List.of());
        }

        List<Finding> findings() {
            return remark.startsWith("*duplicate*") ? List.of(new Finding(ReasonCode.DUPLICATE, "id")) : List.of();
        }

        boolean isLate() {
            return remark.startsWith("*late, incomplete*");
        }

        @Nullable
        Long sum(int window) {
            String cell = sums.get(window);
            return cell.isEmpty()
                    ? null
                    : (Long) Stream.of(cell.split("\\+"))
                            .mapToLong(Long::parseLong)
                            .sum();
        }
    }

    @BeforeEach
    void read() throws IOException {
        definition = Files.readString(EXAMPLE).replace("${KAFKA_BROKERS:-localhost:9092}", "localhost:9092");
        List<List<Line>> tables = tables(Files.readAllLines(PAGE));
        assertThat(tables).hasSize(2);
        arrival = tables.get(0);
        time = tables.get(1);
        assertThat(arrival).hasSize(12);
        assertThat(time).hasSize(1);
    }

    /** The tables whose first column is {@code at}. */
    private static List<List<Line>> tables(List<String> page) {
        List<List<Line>> tables = new ArrayList<>();
        boolean inside = false;
        for (String line : page) {
            if (line.startsWith("| at |")) {
                tables.add(new ArrayList<>());
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|---")) {
                List<String> cells = Stream.of(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList();
                tables.get(tables.size() - 1).add(Line.of(cells));
            }
        }
        return tables;
    }

    @Test
    void timeline_orderArrival_isWhatEngineAndInterpreterCompute() {
        assertTimeline(definition, arrival);
    }

    @Test
    void timeline_orderTime_isWhatEngineAndInterpreterCompute() {
        List<Line> lines = arrival.stream()
                .map(line -> time.stream()
                        .filter(other -> other.amount() == line.amount())
                        .findFirst()
                        .orElse(line))
                .toList();
        assertThat(lines).isNotEqualTo(arrival);
        assertTimeline(definition.replace("  lateness: 10m", "  lateness: 10m\n  order: time"), lines);
    }

    @Test
    void timeline_watermarks_areThoseOfTheEventsBefore() {
        Instant newest = Instant.MIN;
        for (Line line : arrival) {
            String watermark = newest.equals(Instant.MIN) ? "" : MINUTES.format(newest.minus(LATENESS));
            assertThat(line.watermark()).as(line.toString()).isEqualTo(watermark);
            newest = line.time().isAfter(newest) ? line.time() : newest;
        }
    }

    @Test
    void timeline_ofThePage_isTheTestOfTheExample() {
        for (Line line : arrival) {
            assertThat(definition).contains("at: 2018-04-01T" + line.at() + ":00Z, amount: " + line.amount());
            assertThat(definition)
                    .contains(
                            line.findings().isEmpty()
                                    ? "{in_hour: %s, in_settled: %s, in_two: %s, in_ever: %s}"
                                            .formatted(line.sum(0), line.sum(1), line.sum(2), line.sum(3))
                                    : "{rejected: duplicate}");
        }
    }

    private List<ReferenceEvent> events() {
        return arrival.stream().map(Line::event).toList();
    }

    private List<Integer> cuts(int capacity) {
        List<Integer> cuts = new ArrayList<>();
        for (int from = 0; from < arrival.size(); from += capacity) {
            cuts.add(Math.min(from + capacity, arrival.size()));
        }
        return cuts;
    }

    private void assertTimeline(String text, List<Line> lines) {
        Plan plan = WrittenPlan.of(text);
        List<ReferenceResult> results = ReferenceInterpreter.processAll(plan, events(), EvaluationListener.NONE);
        for (int i = 0; i < lines.size(); i++) {
            ReferenceResult result = results.get(i);
            assertLine(plan, lines.get(i), result.findings(), result.slots(), result.late(), result.incomplete());
        }
        for (int capacity : List.of(1, 5, 100)) {
            List<EngineRun.Row> rows =
                    new EngineRun(plan, EngineRun.Setting.plain(capacity)).run(new RowSource(events()), cuts(capacity));
            for (int i = 0; i < lines.size(); i++) {
                EngineRun.Row row = rows.get(i);
                assertLine(plan, lines.get(i), row.findings(), row.slots(), row.late(), row.incomplete());
            }
        }
    }

    private static void assertLine(
            Plan plan,
            Line line,
            List<Finding> findings,
            List<@Nullable Object> slots,
            boolean late,
            boolean incomplete) {
        assertThat(findings).as(line.toString()).isEqualTo(line.findings());
        assertThat(List.of(late, incomplete)).as(line.toString()).isEqualTo(List.of(line.isLate(), line.isLate()));
        List<String> names = plan.columns().stream().map(Plan.Slot::name).toList();
        for (int window = 0; findings.isEmpty() && window < SUMS.size(); window++) {
            assertThat(slots.get(names.indexOf(SUMS.get(window))))
                    .as("%s of %s", SUMS.get(window), line)
                    .isEqualTo(line.sum(window));
        }
    }
}
