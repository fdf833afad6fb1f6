package dev.forebay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.expression.Operator;
import dev.forebay.engine.transform.Block;
import dev.forebay.engine.transform.CompiledTransform;
import dev.forebay.engine.transform.Refusal;
import dev.forebay.engine.transform.TransformCompiler;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.testing.expression.Failure;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scikit-learn 1.9.1 made of rows ({@code python/make_transform_fixtures.py}), made again by the engine and by the reference. */
class ScikitLearnTransformTest {
    private static final Path FIXTURES = Path.of("src/test/resources/transform");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputs_areNamedAsScikitLearnNamesThem(Path file) throws IOException, UnfitInputException {
        TransformCase given = TransformCase.read(file);

        assertThat(given.fitted().state().outputs(given.columns()))
                .extracting(BlockColumn::name)
                .isEqualTo(given.names());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reference_ofEachRow_isWhatScikitLearnMade(Path file) throws IOException {
        TransformCase given = TransformCase.read(file);
        List<String> names = given.columns().stream().map(BlockColumn::name).toList();
        for (TransformCase.Row row : given.rows()) {
            List<Finding> findings = new ArrayList<>();
            List<@Nullable Object> made = ReferenceTransforms.transform(given.fitted(), names, row.inputs(), findings);
            boolean refused = made.stream().anyMatch(Failure.class::isInstance);
            assertThat(refused || !findings.isEmpty())
                    .as("%s refused, found %s", row, findings)
                    .isEqualTo(row.isRefused());
            if (!row.isRefused()) {
                given.assertMade(row, made);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void engine_ofAnyBatches_isWhatScikitLearnMade(Path file) throws IOException {
        TransformCase given = TransformCase.read(file);
        for (int size : new int[] {1, 7, given.rows().size()}) {
            Batch batch = new Batch(given, size);
            for (int from = 0; from < given.rows().size(); from += size) {
                batch.run(given.rows()
                        .subList(from, Math.min(from + size, given.rows().size())));
            }
        }
    }

    /** One compiled transform with its columns. */
    private static final class Batch {
        private final TransformCase given;
        private final List<Vector> inputs = new ArrayList<>();
        private final CompiledTransform compiled;
        private final ByteArena texts = new ByteArena(64);

        Batch(TransformCase given, int capacity) {
            this.given = given;
            List<Block.Column> columns = new ArrayList<>();
            for (BlockColumn column : given.columns()) {
                Vector vector = column.kind() == BlockColumn.Kind.TEXTS
                        ? new StringVector(capacity)
                        : new DoubleVector(capacity);
                inputs.add(vector);
                columns.add(new Block.Column(column, vector));
            }
            compiled = TransformCompiler.compile(given.fitted(), columns, capacity);
        }

        void run(List<TransformCase.Row> rows) {
            texts.clear();
            for (int i = 0; i < rows.size(); i++) {
                for (int k = 0; k < inputs.size(); k++) {
                    set(inputs.get(k), i, rows.get(i).inputs().get(k));
                }
            }
            for (Operator operator : compiled.operators()) {
                operator.run(rows.size());
            }
            for (int i = 0; i < rows.size(); i++) {
                TransformCase.Row row = rows.get(i);
                int at = i;
                boolean refused = compiled.refusals().stream()
                        .anyMatch(refusal -> refusal.refused().isError(at) && refusal.refuses(at));
                assertThat(refused).as("%s refused", row).isEqualTo(row.isRefused());
                if (!refused) {
                    List<@Nullable Object> made = new ArrayList<>();
                    compiled.outputs().forEach(output -> made.add(get(output, at)));
                    given.assertMade(row, made);
                    assertThat(compiled.refusals().stream().map(Refusal::refused))
                            .noneMatch(vector -> vector.isError(at));
                }
            }
        }

        private void set(Vector vector, int row, @Nullable Object value) {
            vector.state[row] = value == null ? Vector.NULL : Vector.VALID;
            if (value instanceof String text) {
                ((StringVector) vector).set(row, texts, text);
            } else if (value != null) {
                ((DoubleVector) vector).values[row] = (Double) value;
            }
        }

        private static @Nullable Object get(Vector vector, int row) {
            if (!vector.isValid(row)) {
                return vector.isError(row) ? "error" : null;
            }
            return vector instanceof StringVector text ? text.get(row) : (Object) ((DoubleVector) vector).values[row];
        }
    }
}
