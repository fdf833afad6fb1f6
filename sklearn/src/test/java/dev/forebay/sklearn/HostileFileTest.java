package dev.forebay.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.sklearn.FittedStateReader.Loaded;
import dev.forebay.sklearn.FittedStateReader.Refused;
import dev.forebay.sklearn.FittedStateReader.Result;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that want to do harm: none does anything but get a diagnostic, in bounded time and memory. */
@Timeout(300)
class HostileFileTest {
    private static final String NDARRAY = "cnumpy\nndarray\n";
    private static final byte[] F8 = Bytes.of("cnumpy\ndtype\nX", Bytes.littleEndian(2), "f8\u0089\u0088\u0087R");

    private final FittedStateReader reader = new FittedStateReader();

    @ParameterizedTest
    @ValueSource(strings = {"posix.system", "os.system", "builtins.eval", "__builtin__.eval", "subprocess.Popen"})
    void functionByGlobal_isRefusedByName(String name) {
        byte[] file = Bytes.of(0x80, 2, "c", name.replaceFirst("\\.(?=[^.]*$)", "\n"), "\n", text("id"), 0x85, "R.");

        assertRefusesToRun(file, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix.system", "builtins.eval", "importlib.import_module", "numpy.load", "numpy.dtypes"})
    void functionByStackGlobal_isRefusedByName(String name) {
        int dot = name.lastIndexOf('.');
        byte[] file = Bytes.of(
                0x80, 4, text(name.substring(0, dot)), text(name.substring(dot + 1)), 0x93, text("id"), 0x85, "R.");

        assertRefusesToRun(file, name);
    }

    @Test
    void functionInTextProtocol_isRefusedByName() {
        assertRefusesToRun(Bytes.of("cos\nsystem\n(S'id'\ntR."), "os.system");
        assertRefusesToRun(Bytes.of("(ios\nsystem\n."), "os.system");
    }

    @Test
    void functionInsideOfAScaler_isRefusedByName() {
        byte[] file = Bytes.of(
                0x80, 4, scaler(), "}(", text("copy"), text("posix"), text("system"), 0x93, text("id"), 0x85, "Rub.");

        assertRefusesToRun(file, "posix.system");
    }

    @Test
    void functionInTheNestedPickleOfNames_isRefusedByName() {
        byte[] file = Bytes.of(
                0x80, 4, scaler(), "}(", text("feature_names_in_"), wrapper("O8"), 0x80, 2, "cposix\nsystem\n.ub.");

        assertRefusesToRun(file, "posix.system");
    }

    @Test
    void instructionInst_isRefusedByTheNameItHolds() {
        assertRefusesToRun(Bytes.of(0x80, 2, "(", text("id"), "iposix\nsystem\n."), "posix.system");
    }

    @Test
    void instructionInstOfAnAllowedName_isRefusedAsInstruction() {
        assertCode(Bytes.of(0x80, 2, "(inumpy\ndtype\n."), SklearnCode.FORBIDDEN_INSTRUCTION);
    }

    @Test
    void instructionObj_isRefused() {
        assertCode(Bytes.of(0x80, 2, "(", NDARRAY, "o."), SklearnCode.FORBIDDEN_INSTRUCTION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x82, 0x83, 0x84, 'P', 'Q', 0x97, 0x98, 'I', 'S', 'V', 'F', 'L', 'T', 'U', 'g', 'p'})
    void instructionThatDataNeverNeeds_isRefused(int opcode) {
        assertCode(Bytes.of(0x80, 4, "N", opcode, 1, 0, 0, 0, "."), SklearnCode.FORBIDDEN_INSTRUCTION);
    }

    @Test
    void everyOtherByteAsInstruction_isRefusedAndNotThrown() {
        for (int opcode = 0; opcode < 256; opcode++) {
            for (String operands : new String[] {"", "N", "NN", "NNN", "(", "(N", "](", "}(N"}) {
                byte[] file = Bytes.of(0x80, 4, operands, opcode, 0, 0, 0, 0, 0, 0, 0, 0, ".");
                assertThat(reader.read(file, "s"))
                        .as("0x%02x after %s", opcode, operands)
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"numpy,ndarray", "numpy,dtype", "_codecs,encode", "sklearn.preprocessing._data,StandardScaler"})
    void buildOnAName_isRefused(String module, String name) {
        // In Python, BUILD on a class would overwrite its attributes, __setstate__ among them.
        byte[] file = Bytes.of(0x80, 4, text(module), text(name), 0x93, "}", text("__setstate__"), "Nsb.");

        assertCode(file, SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void buildWithSlots_isRefused() {
        // (state, slots): Python would call setattr for each of the slots.
        assertCode(
                Bytes.of(0x80, 4, scaler(), "N}", text("__class__"), "Ns", 0x86, "b."), SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void buildTwice_isRefused() {
        assertCode(Bytes.of(0x80, 4, scaler(), "}b}b."), SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void stateChangedAfterBuild_isRefused() {
        // The dict is memoised as 0, given to the scaler, then fetched again and added to.
        byte[] file = Bytes.of(0x80, 4, scaler(), "}", 0x94, "bh", 0, text("mean_"), "Ns0.");

        assertCode(file, SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void setstateAsAnAttribute_isOnlyData() {
        byte[] file = Bytes.replace(Fixtures.bytes("fit-array-c.pkl"), "\u008c\u0004copy", "\u008c\u0004__se");

        assertThat(((Loaded) reader.read(file, "s")).origin().unusedAttributes())
                .contains("__se");
    }

    @Test
    void classCalledAsFunction_isRefused() {
        assertCode(
                Bytes.of(0x80, 4, text("sklearn.preprocessing._data"), text("StandardScaler"), 0x93, ")R."),
                SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void functionMadeAnObject_isRefused() {
        assertCode(Bytes.of(0x80, 4, "cnumpy\ndtype\n)", 0x81, "."), SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void nameWithControlCharacters_isShownWithoutThem() {
        byte[] file = Bytes.of(0x80, 4, text("evil\u001b[31m"), text("x\ny"), 0x93, ".");

        assertThat(refusal(file).message()).contains("'evil\\u001b[31m.x\\u000ay'");
    }

    @ParameterizedTest
    @ValueSource(ints = {'B', 'X', 0x8b})
    void lengthOf4GB_isRefusedBeforeItIsAllocated(int opcode) {
        assertOverstated(Bytes.of(0x80, 4, opcode, Bytes.littleEndian(-1), "abc."), "4,294,967,295");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8d, 0x8e, 0x95, 0x96})
    void longLengthOf4GB_isRefusedBeforeItIsAllocated(int opcode) {
        assertOverstated(Bytes.of(0x80, 5, opcode, Bytes.littleEndian(4L << 30), "abc."), "4,294,967,296");
        assertOverstated(Bytes.of(0x80, 5, opcode, Bytes.littleEndian(-1L), "abc."), "9,223,372,036,854,775,807");
    }

    @Test
    void arrayOf4GB_isRefusedBeforeItIsAllocated() {
        byte[] file = Bytes.replace(
                Fixtures.bytes("fit-hundred-columns.pkl"),
                Bytes.of("K", 100, 0x85),
                Bytes.of("J", Bytes.littleEndian(1 << 29), 0x85));

        assertOverstated(file, "4,294,967,296");
    }

    @Test
    void shapeWhoseProductOverflows_isRefused() {
        byte[] side = Bytes.of("J", Bytes.littleEndian(Integer.MAX_VALUE));
        byte[] shape = Bytes.of("(", side, side, side, "t");

        assertCode(array(shape), SklearnCode.OVERSTATED_LENGTH);
        assertCode(array(Bytes.of("(", side, side, side, "K", 0, "t")), SklearnCode.OVERSTATED_LENGTH);
    }

    @Test
    void shapeThatWrapsAroundToTheRightLength_isRefused() {
        // 2^61 elements of 8 bytes are 2^64 bytes, which is 0 in 64 bits.
        byte[] shape = Bytes.of("J", Bytes.littleEndian(1 << 30), "J", Bytes.littleEndian(1 << 30), "K", 2, 0x87);

        assertCode(array(shape), SklearnCode.OVERSTATED_LENGTH);
        assertCode(array(Bytes.of(0x8a, 8, Bytes.littleEndian(1L << 61), 0x85)), SklearnCode.OVERSTATED_LENGTH);
        assertCode(array(Bytes.of("J", Bytes.littleEndian(-1), 0x85)), SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void elementsOfNoBytes_areRefused() {
        // 2^30 empty texts would need no byte of the file.
        byte[] file = Bytes.of(0x80, 2, "cnumpy\ndtype\n", binunicode("U0"), 0x89, 0x88, 0x87, "R.");

        assertCode(file, SklearnCode.UNSUPPORTED_ARRAY);
    }

    @Test
    void memoNumberOf4Billion_isRefusedBeforeItIsAllocated() {
        assertCode(Bytes.of(0x80, 2, "Nr", Bytes.littleEndian(-1), "."), SklearnCode.MALFORMED_PICKLE);
        assertCode(Bytes.of(0x80, 2, "j", Bytes.littleEndian(-1), "."), SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void memoThatDoublesWithEachStep_staysSmall() {
        // "billion laughs": each tuple holds the one before twice. 2^200 leaves, 200 tuples.
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Bytes.of(0x80, 4, "]", 0x94));
        for (int i = 0; i < 200; i++) {
            out.writeBytes(Bytes.of("2", 0x86, 0x94));
        }
        out.write('.');

        assertCode(out.toByteArray(), SklearnCode.NOT_A_TRANSFORM);
    }

    @Test
    void listThatHoldsItself_isNotWalked() {
        assertCode(Bytes.of(0x80, 4, "]", 0x94, "h", 0, "a."), SklearnCode.NOT_A_TRANSFORM);
    }

    @Test
    void copiesOfALargeText_areCounted() {
        byte[] large = new byte[8 << 20];
        Arrays.fill(large, (byte) 'x');
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Bytes.of(0x80, 2, "X", Bytes.littleEndian(large.length), large, "q", 0, "0"));
        out.writeBytes(Bytes.of("c_codecs\nencode\nq", 1, "0", binunicode("latin1"), "q", 2, "0]("));
        for (int i = 0; i < 1000; i++) {
            out.writeBytes(Bytes.of("h", 1, "h", 0, "h", 2, 0x86, "R"));
        }
        out.writeBytes(Bytes.of("e."));

        assertCode(out.toByteArray(), SklearnCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "](", "(N"})
    void aMillionMarks_areTooDeep(String unit) {
        assertCode(Bytes.of(0x80, 4, unit.repeat(1_000_000), "."), SklearnCode.TOO_LARGE);
    }

    @Test
    void aMillionListsOneInAnother_areNotWalked() {
        byte[] file = Bytes.of(0x80, 4, "]".repeat(500_000), "a".repeat(499_999), ".");

        assertCode(file, SklearnCode.NOT_A_TRANSFORM);
    }

    @Test
    void tenMillionInstructions_areTooMany() {
        assertCode(Bytes.of(0x80, 4, "N0".repeat(5_000_000), "N."), SklearnCode.TOO_LARGE);
        assertCode(Bytes.of(0x80, 4, "N".repeat(3_000_000), "."), SklearnCode.TOO_LARGE);
    }

    @Test
    void keysMadeToCollide_costNoMoreThanOthers() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Bytes.of(0x80, 4, "}"));
        for (int i = 0; i < 1 << 16; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                // "Aa" and "BB" have one hash code.
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            out.writeBytes(Bytes.of(text(key.toString()), "Ns"));
        }
        out.write('.');

        assertCode(out.toByteArray(), SklearnCode.NOT_A_TRANSFORM);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bombOfAThousandToOne_isRefused(boolean gzip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                compressed.write(zeros);
            }
        }
        assertThat(out.size()).isLessThan(320 << 10);

        assertCode(out.toByteArray(), SklearnCode.TOO_LARGE);
    }

    @Test
    void lzmaThatAsksFor1GB_isRefusedBeforeItIsAllocated() {
        byte[] file = Fixtures.bytes("form-joblib-4-lzma.pkl");
        file[4] = 0x40;

        assertCode(file, SklearnCode.TOO_LARGE);
    }

    @Test
    void keyTwice_isRefused() {
        assertCode(Bytes.of(0x80, 4, "}(", text("a"), "N", text("a"), "Nu."), SklearnCode.MALFORMED_PICKLE);
    }

    @Test
    void secondPickleAfterTheFirst_isRefused() {
        byte[] one = Fixtures.bytes("fit-array-c.pkl");

        assertCode(Bytes.of(one, one), SklearnCode.MALFORMED_PICKLE);
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Bytes.of(0x8c, utf8.length, utf8);
    }

    private static byte[] binunicode(String text) {
        return Bytes.of("X", Bytes.littleEndian(text.length()), text);
    }

    private static byte[] scaler() {
        return Bytes.of(text("sklearn.preprocessing._data"), text("StandardScaler"), 0x93, ")", 0x81);
    }

    /** An array of joblib with the one element that follows it. */
    private static byte[] wrapper(String dtype) {
        return Bytes.of(
                text("joblib.numpy_pickle"),
                text("NumpyArrayWrapper"),
                0x93,
                ")",
                0x81,
                "}(",
                text("subclass"),
                NDARRAY,
                text("shape"),
                "K",
                1,
                0x85,
                text("order"),
                text("C"),
                text("dtype"),
                "cnumpy\ndtype\n",
                text(dtype),
                0x89,
                0x88,
                0x87,
                "R",
                "ub");
    }

    /** A plain pickle of an array of this shape without any byte. */
    private static byte[] array(byte[] shape) {
        return Bytes.of(
                0x80,
                4,
                "cnumpy.core.multiarray\n_reconstruct\n",
                NDARRAY,
                "K",
                0,
                0x85,
                "C",
                1,
                "b",
                0x87,
                "R",
                "(K",
                1,
                shape,
                F8,
                0x89,
                "C",
                0,
                "tb.");
    }

    private void assertRefusesToRun(byte[] file, String name) {
        Diagnostic diagnostic = refusal(file);
        assertThat(diagnostic.code()).isEqualTo(SklearnCode.UNSAFE_GLOBAL);
        assertThat(diagnostic.message())
                .isEqualTo("s: refuses to run '" + name + "': a fitted transform contains only data");
    }

    private void assertOverstated(byte[] file, String length) {
        Diagnostic diagnostic = refusal(file);
        assertThat(diagnostic.code()).isEqualTo(SklearnCode.OVERSTATED_LENGTH);
        assertThat(diagnostic.message()).contains(" of " + length + " bytes, but ");
    }

    private void assertCode(byte[] file, SklearnCode code) {
        Diagnostic diagnostic = refusal(file);
        assertThat(diagnostic.code()).as(diagnostic.toString()).isEqualTo(code);
    }

    private Diagnostic refusal(byte[] file) {
        Result result = reader.read(file, "s");
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).diagnostic();
    }
}
