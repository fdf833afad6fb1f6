package dev.forebay.runtime.load;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What identifies the logic that made an output: SHA-256 over the plan, fitted state included.
 *
 * <p>Formatting, comments, places in the file, brokers, topics and paths take no part; two definitions that mean the same have the same
 * digest. The plan is written out as its records are: names and values in order, doubles by their bits.
 */
public final class ReleaseDigest {
    /** Raised whenever the same plan gives other results than before. */
    private static final String SEMANTICS = "forebay semantics 1";

    private final StringBuilder text = new StringBuilder(SEMANTICS);

    private ReleaseDigest() {}

    /** The digest of a plan, as 64 hexadecimal digits. */
    public static String of(Plan plan) {
        ReleaseDigest digest = new ReleaseDigest();
        digest.write(plan);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(digest.text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            text.append("null;");
        } else if (value instanceof Origin) {
            text.append("-;");
        } else if (value instanceof Record node) {
            writeRecord(node);
        } else if (value instanceof List<?> list) {
            text.append('[').append(list.size()).append(':');
            list.forEach(this::write);
            text.append(']');
        } else if (value instanceof Double number) {
            text.append("d")
                    .append(Long.toHexString(Double.doubleToRawLongBits(number)))
                    .append(';');
        } else if (value instanceof Pattern pattern) {
            writeText("pattern", pattern.pattern());
        } else if (value instanceof String
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof Enum<?>) {
            writeText(value.getClass().getSimpleName(), value.toString());
        } else {
            throw new IllegalArgumentException("a plan holds no " + value.getClass());
        }
    }

    private void writeText(String kind, String value) {
        // With its length, so that no two different plans are ever written alike.
        text.append(kind).append(value.length()).append(':').append(value).append(';');
    }

    private void writeRecord(Record node) {
        text.append(node.getClass().getSimpleName()).append('{');
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            text.append(component.getName()).append('=');
            try {
                write(component.getAccessor().invoke(node));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a record's accessors are public", e);
            }
        }
        text.append('}');
    }
}
