package dev.forebay.formats.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.formats.avro.AvroSchema.AvroColumn;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the Apache library decodes of what is encoded here. */
class AvroEncoderTest {
    private static final List<AvroColumn> COLUMNS = List.of(
            column("l", Type.LONG, false),
            column("l_null", Type.LONG, true),
            column("d", Type.DOUBLE, false),
            column("d_null", Type.DOUBLE, true),
            column("s", Type.STRING, false),
            column("s_null", Type.STRING, true),
            column("b", Type.BOOLEAN, false),
            column("m", Type.decimal(18, 4), false),
            column("m_null", Type.decimal(5, 0), true),
            column("ts", Type.TIMESTAMP, false),
            column("day", Type.DATE, true));

    private static AvroColumn column(String name, Type type, boolean nullable) {
        return new AvroColumn(new Column(name, type), nullable);
    }

    @Test
    void schema_parsedByTheLibrary_hasTheSameFingerprintAndCanonicalForm() {
        AvroSchema ours = new AvroSchema("fraud-detection", COLUMNS);
        Schema theirs = new Schema.Parser().parse(ours.json());

        assertThat(ours.canonicalForm()).isEqualTo(SchemaNormalization.toParsingForm(theirs));
        assertThat(ours.fingerprint()).isEqualTo(SchemaNormalization.parsingFingerprint64(theirs));
        assertThat(theirs.getFullName()).isEqualTo("forebay.fraud_detection");
        assertThat(theirs.getProp("forebay.name")).isEqualTo("fraud-detection");
        assertThat(theirs.getField("ts").schema().getLogicalType()).isEqualTo(LogicalTypes.timestampMicros());
        assertThat(theirs.getField("day").schema().getTypes().get(1).getLogicalType())
                .isEqualTo(LogicalTypes.date());
        assertThat(theirs.getField("m").schema().getLogicalType()).isEqualTo(LogicalTypes.decimal(18, 4));
        assertThat(theirs.getField("l_null").hasDefaultValue()).isTrue();
    }

    @Test
    void names_thatAreNoAvroNames_areReplacedByARule() {
        AvroSchema schema = new AvroSchema(
                "7 \"days\"",
                List.of(
                        column("channel=web", Type.DOUBLE, false),
                        column("channel_web", Type.DOUBLE, false),
                        column("channel web", Type.DOUBLE, false),
                        column("1d", Type.DOUBLE, false),
                        column("Größe", Type.DOUBLE, false)));
        Schema parsed = new Schema.Parser().parse(schema.json());

        assertThat(parsed.getFields())
                .extracting(Schema.Field::name)
                .containsExactly("channel_web_2", "channel_web", "channel_web_3", "_1d", "Gr__e");
        assertThat(parsed.getFields())
                .extracting(field -> field.getProp("forebay.name"))
                .containsExactly("channel=web", null, "channel web", "1d", "Größe");
        assertThat(parsed.getName()).isEqualTo("_7__days_");
        assertThat(schema.fingerprint()).isEqualTo(SchemaNormalization.parsingFingerprint64(parsed));
    }

    @Test
    void rows_ofRandomValues_decodeToTheSame() throws IOException {
        AvroSchema schema = new AvroSchema("p", COLUMNS);
        BinaryMessageDecoder<GenericRecord> decoder =
                new BinaryMessageDecoder<>(new GenericData(), new Schema.Parser().parse(schema.json()));
        AvroEncoder encoder = new AvroEncoder(schema);
        Vector[] vectors = vectors();
        Random random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            ByteArena texts = new ByteArena(16);
            List<@Nullable Object> expected = fill(vectors, random, texts);
            ByteArena out = new ByteArena(0);

            encoder.encode(vectors, 0, out);

            GenericRecord record = decoder.decode(Arrays.copyOf(out.bytes, out.size));
            for (int i = 0; i < vectors.length; i++) {
                assertThat(plain(record.get(i))).as(COLUMNS.get(i).toString()).isEqualTo(expected.get(i));
            }
        }
        assertThat(encoder.nonFinite()).isZero();
    }

    @Test
    void null_whereThereIsNone_isADefect() {
        Vector[] vectors = {new LongVector(Type.LONG, 1)};
        vectors[0].state[0] = Vector.NULL;
        AvroEncoder encoder = new AvroEncoder(new AvroSchema("p", List.of(column("l", Type.LONG, false))));

        assertThatThrownBy(() -> encoder.encode(vectors, 0, new ByteArena(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'l'");
    }

    private static Vector[] vectors() {
        return COLUMNS.stream()
                .map(column -> Vector.of(column.column().type(), 1))
                .toArray(Vector[]::new);
    }

    /** Puts a value, or null, into each vector, and returns what the library should make of it. */
    private static List<@Nullable Object> fill(Vector[] vectors, Random random, ByteArena texts) {
        List<@Nullable Object> expected = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            boolean missing = COLUMNS.get(i).nullable() && random.nextInt(3) == 0;
            vectors[i].state[0] = missing ? Vector.NULL : Vector.VALID;
            expected.add(missing ? null : value(vectors[i], random, texts));
        }
        return expected;
    }

    private static Object value(Vector vector, Random random, ByteArena texts) {
        if (vector instanceof DoubleVector doubles) {
            doubles.values[0] = new double[] {
                        Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, random.nextGaussian()
                    }
                    [random.nextInt(5)];
            return doubles.values[0];
        }
        if (vector instanceof StringVector strings) {
            String text = random.nextInt(4) == 0 ? "" : "zażółć " + "x".repeat(random.nextInt(300));
            strings.set(0, texts, text);
            return text;
        }
        if (vector instanceof BooleanVector booleans) {
            booleans.values[0] = random.nextBoolean();
            return booleans.values[0];
        }
        LongVector longs = (LongVector) vector;
        long any = random.nextLong() >> random.nextInt(64);
        longs.values[0] = switch (vector.type().kind()) {
            case DATE -> (int) any;
            case DECIMAL -> any % BigInteger.TEN.pow(vector.type().precision()).longValue();
            default -> any;
        };
        return switch (vector.type().kind()) {
            case DATE -> (int) longs.values[0];
            case DECIMAL -> BigDecimal.valueOf(longs.values[0]).unscaledValue();
            default -> longs.values[0];
        };
    }

    private static @Nullable Object plain(@Nullable Object decoded) {
        if (decoded instanceof ByteBuffer bytes) {
            byte[] array = new byte[bytes.remaining()];
            bytes.duplicate().get(array);
            BigInteger number = new BigInteger(array);
            assertThat(array).as("as few bytes as there may be").isEqualTo(number.toByteArray());
            return number;
        }
        return decoded instanceof CharSequence text ? text.toString() : decoded;
    }
}
