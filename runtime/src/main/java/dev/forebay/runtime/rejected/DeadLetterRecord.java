package dev.forebay.runtime.rejected;

import dev.forebay.runtime.journal.OutputDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the parts of a Kafka record: key, value and headers are the source record's own; the header {@value #REASONS} says why
 * it was rejected. So a redrive is a plain copy of key and value.
 *
 * <p>What is larger than the topic takes is cut: first the value, then, where that is not enough, key and headers are left out. The header
 * {@value #CUT} then says what was there.
 */
public final class DeadLetterRecord {
    public static final String REASONS = "forebay-reasons";
    public static final String CUT = "forebay-cut";

    /** What a record needs beside key, value and headers: its own frame, the batch's, the position header. */
    private static final int AROUND = 512;

    private static final int PER_HEADER = 16;

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    private DeadLetterRecord(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** The record's headers but for the one that names the position. */
    public List<Header> headers() {
        return headers;
    }

    /**
     * The record of a letter.
     *
     * @param maxBytes the largest record that the topic takes
     */
    public static DeadLetterRecord of(DeadLetter letter, byte[] reasons, int maxBytes) {
        List<Header> headers = new ArrayList<>(letter.headers());
        headers.add(new RecordHeader(REASONS, reasons));
        byte[] key = letter.key();
        byte[] value = letter.value();
        long around = AROUND + length(key) + size(headers);
        if (around + length(value) <= maxBytes) {
            return new DeadLetterRecord(key, value, headers);
        }
        String cut = "value: " + length(value) + " bytes, sha256 " + sha256(value);
        if (around + 200 > maxBytes) {
            cut += "; key: " + length(key) + " bytes, sha256 " + sha256(key) + "; headers: "
                    + letter.headers().size();
            key = null;
            headers = new ArrayList<>(List.of(new RecordHeader(REASONS, reasons)));
            around = AROUND + size(headers) + 200;
        }
        headers.add(new RecordHeader(CUT, cut.getBytes(StandardCharsets.UTF_8)));
        long room = Math.max(0, maxBytes - around - cut.length());
        byte[] kept = value == null ? null : Arrays.copyOf(value, (int) Math.min(value.length, room));
        return new DeadLetterRecord(key, kept, headers);
    }

    private static long size(List<Header> headers) {
        long size = 0;
        for (Header header : headers) {
            size += PER_HEADER + header.key().length() * 3L + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String sha256(byte @Nullable [] bytes) {
        return HexFormat.of().formatHex(OutputDigest.sha256().digest(bytes == null ? new byte[0] : bytes));
    }
}
