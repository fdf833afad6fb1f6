package dev.forebay.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.forebay.types.Column;
import dev.forebay.types.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no Parquet, or not any more: told as such, whatever is in them. */
class ParquetDamageTest {
    @TempDir
    Path directory;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("in.parquet"), bytes);
    }

    private byte[] table() throws IOException {
        Path file = directory.resolve("good.parquet");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(Arrays.asList((long) i, i % 3 == 0 ? null : "text " + i % 20, i / 7.0));
        }
        List<Column> columns =
                List.of(new Column("l", Type.LONG), new Column("s", Type.STRING), new Column("d", Type.DOUBLE));
        ParquetTable.write(file, columns, rows);
        return Files.readAllBytes(file);
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> ParquetTable.read(file))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void files_thatAreNoParquet_areRefused() throws IOException {
        byte[] good = table();
        byte[] encrypted = good.clone();
        encrypted[3] = 'E';
        byte[] longFooter = good.clone();
        longFooter[good.length - 6] = 0x7f;

        assertRefused(new byte[0], "the file is empty");
        assertRefused("PAR1".getBytes(StandardCharsets.UTF_8), "does not begin as Parquet files do");
        assertRefused(
                "{\"id\":1}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8), "does not begin as Parquet files do");
        assertRefused(Arrays.copyOf(good, good.length - 1), "its end is missing");
        assertRefused(Arrays.copyOf(good, good.length / 2), "its end is missing");
        assertRefused(encrypted, "encrypted");
        assertRefused(longFooter, "more than the file");
    }

    @Test
    void bytes_changedAnywhere_areNoticedOrHarmless() throws IOException {
        byte[] good = table();
        List<List<@Nullable Object>> rows = ParquetTable.read(file(good)).rows;
        Random random = new Random(11);
        int refused = 0;
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            try {
                // Names, types and the null that a level stands for may change unseen, the number of rows may not.
                assertThat(ParquetTable.read(file(bad)).rows).hasSameSizeAs(rows);
            } catch (ParquetFormatException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("byte %d".formatted(at), e);
            }
        }
        assertThat(refused).isGreaterThan(good.length / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1", "V2"})
    void bytes_ofOthersFiles_changedAtRandom_neverBreakTheReader(String version) throws Exception {
        byte[] good = others(version);
        Random random = new Random(3);
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                ParquetTable.read(file(bad));
            } catch (ParquetFormatException e) {
                assertThat(e).hasMessageNotContaining("java.");
            } catch (RuntimeException e) {
                fail("round %d".formatted(round), e);
            }
        }
    }

    /** A file without checksums and with every encoding that DuckDB has. */
    private byte[] others(String version) throws SQLException, IOException {
        Path file = directory.resolve("others.parquet");
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.write(
                    "SELECT i a, 'text ' || i b, CASE WHEN i % 2 = 0 THEN i * 0.3::DOUBLE END c, i % 3 = 0 d,"
                            + " 'k' || i % 5 e, (i * 12)::DECIMAL(20,2) f FROM range(400) r(i)",
                    file, ", COMPRESSION uncompressed, PARQUET_VERSION " + version);
        }
        return Files.readAllBytes(file);
    }
}
