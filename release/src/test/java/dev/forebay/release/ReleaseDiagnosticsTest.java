package dev.forebay.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.artefact.ReleaseArchive;
import dev.forebay.release.contract.ContractGate;
import dev.forebay.release.contract.ContractText;
import dev.forebay.release.contract.OutputContract;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.Actor;
import dev.forebay.release.registry.SqliteRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said for each code, as golden text; {@code -Dgolden.update=true} writes it anew. */
class ReleaseDiagnosticsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/release/golden");
    private static final Actor ANN = new Actor("ann", Instant.parse("2026-11-26T10:00:00Z"), "0.1");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(ReleaseCode.class)
    void diagnostic_ofEachCode_readsAsReviewed(ReleaseCode code) throws Exception {
        ReleaseRefusal refusal = catchThrowableOfType(ReleaseRefusal.class, example(code));

        assertThat(refusal).as(code.id()).isNotNull();
        assertThat(refusal.diagnostic().code().id()).isEqualTo(code.id());
        String text = refusal.diagnostic().toString().replace(directory.toString(), "DIR");
        Path golden = GOLDEN.resolve(code.id() + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    private static Release release(int number) {
        Map<String, byte[]> fitted = Map.of(
                "amounts", "{}".getBytes(StandardCharsets.UTF_8),
                "hours", ("{" + number + "}").getBytes(StandardCharsets.UTF_8));
        return Release.of(Plans.of(Plans.FRAUD), fitted, null, Plans.FRAUD);
    }

    private ThrowingCallable example(ReleaseCode code) throws Exception {
        Digest digest = release(1).digest();
        SqliteRegistry registry = SqliteRegistry.open(directory.resolve("registry"));
        registry.register(release(1), ANN);
        return switch (code) {
            case REGISTRY_UNUSABLE -> {
                Path file = Files.createFile(directory.resolve("file"));
                yield () -> SqliteRegistry.open(file);
            }
            case REGISTRY_NEWER -> {
                sql("PRAGMA user_version = 99");
                yield () -> SqliteRegistry.open(directory.resolve("registry"));
            }
            case REGISTRY_WRITE -> {
                sql("CREATE TRIGGER full BEFORE INSERT ON label BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
                yield () -> registry.promote(digest, "production", null, ANN, "first");
            }
            case UNKNOWN_RELEASE -> () -> registry.find("staging");
            case AMBIGUOUS_RELEASE -> {
                registry.promote(digest, "v1", null, ANN, "first");
                Release other = Release.of(
                        Plans.of(Plans.FRAUD.replace("pipeline: fraud", "pipeline: ads")),
                        Map.of("amounts", new byte[0], "hours", new byte[0]),
                        null,
                        "");
                registry.register(other, ANN);
                registry.promote(other.digest(), "v1", null, ANN, "first");
                yield () -> registry.find("v1");
            }
            case DAMAGED -> {
                Part part = release(1).manifest().part(Part.DEFINITION).orElseThrow();
                Files.writeString(
                        directory
                                .resolve("registry/blobs")
                                .resolve(part.digest().hex()),
                        "{}");
                yield () -> registry.release(digest);
            }
            case NOT_AN_ARCHIVE -> () -> read(new byte[100]);
            case LABEL_NAME -> () -> registry.promote(digest, "in production", null, ANN, "first");
            case NO_LABEL -> () -> registry.rollback("fraud", "staging", ANN, "wrong");
            case NOTHING_BEFORE -> {
                registry.promote(digest, "production", null, ANN, "first");
                yield () -> registry.rollback("fraud", "production", ANN, "wrong");
            }
            case MOVED_MEANWHILE -> {
                registry.register(release(2), ANN);
                registry.promote(digest, "production", null, ANN, "first");
                yield () -> registry.promote(digest, "production", release(2).digest(), ANN, "late");
            }
            case CONTRACT_UNREADABLE ->
                () -> ContractText.read("{\"forebay_contract\": 1, \"vektor\": []}", "fraud.contract.json");
            case CONTRACT_MISMATCH -> {
                byte[] contract = OutputContract.of(release(2)).bytes();
                Release mismatched = Release.of(
                        Plans.of(Plans.FRAUD.replace(
                                "vector: [amounts, hours, tx, usual]", "vector: [hours, tx, amounts]")),
                        Map.of("amounts", new byte[] {'{', '}'}, "hours", new byte[] {'{', '1', '}'}),
                        null,
                        contract,
                        "");
                yield () -> ContractGate.require(mismatched, "promote");
            }
        };
    }

    private static void read(byte[] archive) throws IOException, ReleaseRefusal {
        ReleaseArchive.read(new ByteArrayInputStream(archive), "fraud.release");
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry/registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
