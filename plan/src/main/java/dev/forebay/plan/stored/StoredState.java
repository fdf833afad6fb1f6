package dev.forebay.plan.stored;

import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.SourceText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fitted state as a text: JSON that says of each transformer what scikit-learn calls its attributes.
 *
 * <p><b>Canonical</b>: equal state gives equal bytes. <b>Without loss</b>: what is read is equal to what was written, to the last
 * bit of every number; a number is the shortest decimal that reads back, NaN and the infinities are the texts {@code nan}, {@code inf} and
 * {@code -inf}. <b>Versions</b>: the first key says which; a text of another version is refused. Reading takes keys in any order and no
 * key that it does not know. Stateless.
 */
public final class StoredState {
    /** The version that is written and read. */
    public static final int VERSION = 1;

    /** A text of more characters is refused. */
    public static final int MOST_CHARACTERS = 64 << 20;

    private static final String VERSION_KEY = "forebay_fitted";
    private static final String UNTIL_KEY = "until";

    private StoredState() {}

    /**
     * What came of reading.
     *
     * @param fitted null where it cannot be read
     * @param mistakes why it cannot, with its place in the text
     */
    public record Read(@Nullable FittedTransform fitted, List<Diagnostic> mistakes) {
        public Read {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** The text of what was fitted, with a line end behind it. */
    public static String write(FittedTransform fitted) {
        Members members = new Members().put(VERSION_KEY, VERSION).put("produced_by", fitted.producedBy());
        Instant until = fitted.until();
        if (until != null) {
            members.put(UNTIL_KEY, until.toString());
        }
        return JsonWriter.write(members.put("precision", fitted.precision())
                .each("columns", fitted.columns(), Members::text)
                .put("state", StateWriter.write(fitted.state()))
                .end());
    }

    /** Reads a text. */
    public static Read read(SourceText text) {
        try {
            if (text.text().length() > MOST_CHARACTERS) {
                throw new MalformedStateException(
                        StoredCode.TOO_LARGE,
                        null,
                        "'" + text.name() + "' has more than " + MOST_CHARACTERS + " characters",
                        "is it fitted state, or data?");
            }
            return new Read(fitted(JsonParser.parse(text)), List.of());
        } catch (MalformedStateException e) {
            return new Read(null, List.of(e.diagnostic()));
        }
    }

    private static FittedTransform fitted(Json value) throws MalformedStateException {
        if (!(value instanceof Json.Struct struct) || struct.get(VERSION_KEY).isEmpty()) {
            throw new MalformedStateException(
                    StoredCode.NOT_FITTED_STATE,
                    value.span(),
                    "this is no fitted state: it has no '" + VERSION_KEY + "'",
                    "forebay fit writes such files, and forebay import makes them of pickles");
        }
        Fields fields = Fields.of(value, "fitted state");
        Json version = fields.get(VERSION_KEY);
        if (!(version instanceof Json.Numeral number && number.text().equals(Integer.toString(VERSION)))) {
            throw new MalformedStateException(
                    StoredCode.UNKNOWN_VERSION,
                    version.span(),
                    "the version is " + version.kind() + ", and this Forebay reads version " + VERSION,
                    "a newer Forebay may have written it; or fit again");
        }
        String producedBy = fields.text("produced_by");
        Instant until = struct.get(UNTIL_KEY).isEmpty() ? null : until(fields);
        Precision precision = fields.word("precision", Precision.values());
        List<String> columns = fields.each("columns", StoredState::name);
        FittedState state = StateReader.read(fields.get("state"));
        fields.end();
        try {
            return new FittedTransform(state, columns, precision, producedBy, until);
        } catch (IllegalArgumentException e) {
            throw new MalformedStateException(
                    StoredCode.WRONG_VALUE,
                    fields.get("columns").span(),
                    "the columns are not as many as were fitted",
                    String.valueOf(e.getMessage()));
        }
    }

    private static Instant until(Fields fields) throws MalformedStateException {
        try {
            return Instant.parse(fields.text(UNTIL_KEY));
        } catch (DateTimeParseException e) {
            throw Fields.wrong(fields.get(UNTIL_KEY), "'" + UNTIL_KEY + "' is a time such as 2026-03-01T00:00:00Z");
        }
    }

    private static String name(Json value) throws MalformedStateException {
        if (value instanceof Json.Text text) {
            return text.text();
        }
        throw Fields.wrong(value, "a column's name is a text");
    }
}
