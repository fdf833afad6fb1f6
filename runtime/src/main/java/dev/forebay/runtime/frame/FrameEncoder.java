package dev.forebay.runtime.frame;

import dev.forebay.formats.RowEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.journal.OutputDigest;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns a computed frame into its outcome: output records, dead letters, counts, hashes. What it writes is a function of the rows
 * alone. One thread at a time.
 */
final class FrameEncoder {
    /** An event that claims to be later than its record by more than this carries the record's time: brokers refuse the future. */
    private static final long MOST_AHEAD_MILLIS = 30 * 60 * 1000;

    private static final int DEAD_LETTER = -1;
    private static final int POSITION_BYTES = 4 + 4 + 8 + 4;

    private final Plan plan;
    private final OutputRules rules;
    private final long since;
    private final long until;
    private final MessageDigest sha256 = OutputDigest.sha256();
    private final byte[] hash = new byte[OutputDigest.BYTES];
    private final byte[] position = new byte[POSITION_BYTES];
    private final ByteBuffer positionBuffer = ByteBuffer.wrap(position);

    FrameEncoder(OutputRules rules) {
        this.plan = rules.plan();
        this.rules = rules;
        this.since = rules.sinceMicros();
        this.until = rules.untilMicros();
    }

    void encode(Frame frame, EncodedFrame out) {
        EventBatch batch = frame.batch;
        int sinks = frame.encoders.length;
        if (out.perSink.length != sinks || out.warnings.length != plan.checks().size()) {
            out.perSink = new long[sinks];
            out.warnings = new long[plan.checks().size()];
        }
        int rows = batch.size();
        boolean isRead = frame.role != Frame.Role.RELEASED;
        for (int row = 0; row < rows; row++) {
            if (isRead) {
                out.chunks.add(batch.partition[row], batch.offset[row]);
                boolean lastOfPartition = row + 1 == rows || batch.partition[row + 1] != batch.partition[row];
                if (lastOfPartition) {
                    out.next.put(batch.partition[row], batch.offset[row] + 1);
                }
            }
            if (frame.role == Frame.Role.READ && (batch.flags[row] & EventBatch.HELD) != 0) {
                continue;
            }
            boolean isSkipped = (batch.flags[row] & EventBatch.SKIPPED) != 0;
            if (isSkipped) {
                out.absorbed++;
                out.skipped++;
            } else if (!batch.rejections.isRejected(row)) {
                emit(frame, row, out);
            }
            if (batch.rejections.isRejected(row) && !isSkipped) {
                reject(frame, row, out);
            }
            if (batch.recordTimeMicros[row] != Long.MIN_VALUE) {
                out.addTime(Math.floorDiv(batch.recordTimeMicros[row], 1000));
            }
        }
        out.read += isRead ? rows : 0;
        for (RowEncoder encoder : frame.encoders) {
            out.nonFinite += encoder.nonFinite();
        }
        out.nonFinite -= frame.nonFiniteBefore;
        frame.nonFiniteBefore += out.nonFinite;
        for (int check = 0; check < out.warnings.length; check++) {
            if (isRead && !plan.checks().get(check).rejects()) {
                out.warnings[check] += frame.pipeline.warnings(check);
            }
        }
    }

    /** Writes a row to every sink that wants it, or, where one cannot take it, to none and rejects it. */
    private void emit(Frame frame, int row, EncodedFrame out) {
        int recordsBefore = out.records;
        int bytesBefore = out.bytes.size;
        if (!inRange(frame, row)) {
            out.absorbed++;
            return;
        }
        for (int sink = 0; sink < frame.encoders.length; sink++) {
            if (frame.pipeline.emits(sink, row)) {
                int length = record(frame, row, sink, out);
                if (length > rules.maxRecordBytes().get(sink)) {
                    out.records = recordsBefore;
                    out.bytes.size = bytesBefore;
                    frame.batch.rejections.add(row, tooLarge(sink, length));
                    return;
                }
            }
        }
        for (int record = recordsBefore; record < out.records; record++) {
            out.perSink[out.sink[record]]++;
            digest(out, record);
        }
        if (out.records > recordsBefore) {
            out.emitted++;
        } else {
            out.absorbed++;
        }
    }

    private boolean inRange(Frame frame, int row) {
        if (since == Long.MIN_VALUE && until == Long.MAX_VALUE) {
            return true;
        }
        int timeSlot = plan.event().timeSlot();
        Vector times = timeSlot < 0 ? null : frame.batch.column(timeSlot);
        if (times == null || !times.isValid(row)) {
            return true;
        }
        long time = ((LongVector) times).values[row];
        return time >= since && time < until;
    }

    private int record(Frame frame, int row, int sink, EncodedFrame out) {
        EventBatch batch = frame.batch;
        ByteArena bytes = out.bytes;
        int at = out.grow();
        out.sink[at] = sink;
        out.partition[at] = batch.partition[row];
        out.offset[at] = batch.offset[row];
        out.timestampMillis[at] = timestampMillis(frame, row);
        out.flags[at] = batch.flags[row];
        out.keyStart[at] = bytes.size;
        Vector key = frame.sinkKeys[sink];
        if (key != null) {
            out.keyLength[at] = frame.keyWriter.write(key, row, bytes);
        } else {
            out.keyLength[at] = batch.keyLength[row];
            if (batch.keyLength[row] > 0) {
                bytes.append(batch.arena.bytes, batch.keyStart[row], batch.keyLength[row]);
            }
        }
        out.valueStart[at] = bytes.size;
        frame.encoders[sink].encode(frame.sinkColumns[sink], row, bytes);
        out.valueLength[at] = bytes.size - out.valueStart[at];
        out.records++;
        return bytes.size - out.keyStart[at];
    }

    private long timestampMillis(Frame frame, int row) {
        long recordMicros = frame.batch.recordTimeMicros[row];
        boolean hasRecordTime = recordMicros != Long.MIN_VALUE;
        int timeSlot = plan.event().timeSlot();
        Vector times = timeSlot < 0 ? null : frame.batch.column(timeSlot);
        if (times == null || !times.isValid(row)) {
            return hasRecordTime ? Math.max(0, Math.floorDiv(recordMicros, 1000)) : 0;
        }
        long millis = Math.max(0, Math.floorDiv(((LongVector) times).values[row], 1000));
        if (hasRecordTime) {
            long recordMillis = Math.max(0, Math.floorDiv(recordMicros, 1000));
            return millis > recordMillis + MOST_AHEAD_MILLIS ? recordMillis : millis;
        }
        return millis;
    }

    private Reason tooLarge(int sink, int length) {
        return new Reason(
                ReasonCode.OUTPUT_TOO_LARGE,
                null,
                length + " bytes",
                "at most " + rules.maxRecordBytes().get(sink) + " bytes for a record of "
                        + rules.sinkNames().get(sink),
                null);
    }

    private void reject(Frame frame, int row, EncodedFrame out) {
        EventBatch batch = frame.batch;
        List<Reason> reasons = batch.rejections.of(row);
        frame.decoder.keepOriginal(batch, row);
        for (Reason reason : reasons) {
            out.reasons.merge(reason.code().code(), 1L, Long::sum);
        }
        Headers headers = frame.headers[row];
        DeadLetter letter = new DeadLetter(
                batch.partition[row],
                batch.offset[row],
                batch.recordTimeMicros[row] == Long.MIN_VALUE ? -1 : Math.floorDiv(batch.recordTimeMicros[row], 1000),
                slice(batch.arena, batch.keyStart[row], batch.keyLength[row]),
                slice(batch.arena, batch.valueStart[row], batch.valueLength[row]),
                headers == null ? List.of() : List.of(headers.toArray()),
                reasons);
        for (Header header : letter.headers()) {
            // Read now: until then a header is a view of the fetched bytes, which are let go.
            header.value();
        }
        out.rejected.add(letter);
        digest(out, letter);
    }

    private static byte @Nullable [] slice(ByteArena arena, int start, int length) {
        return length < 0 ? null : Arrays.copyOfRange(arena.bytes, start, start + length);
    }

    private void digest(EncodedFrame out, int record) {
        int keyLength = out.keyLength[record];
        position(out.sink[record], out.partition[record], out.offset[record], keyLength);
        sha256.update(position);
        int from = out.keyStart[record];
        sha256.update(out.bytes.bytes, from, Math.max(0, keyLength) + out.valueLength[record]);
        addHash(out);
    }

    private void digest(EncodedFrame out, DeadLetter letter) {
        byte[] key = letter.key();
        byte[] value = letter.value();
        position(DEAD_LETTER, letter.partition(), letter.offset(), key == null ? -1 : key.length);
        sha256.update(position);
        if (key != null) {
            sha256.update(key);
        }
        if (value != null) {
            sha256.update(value);
        }
        addHash(out);
    }

    private void position(int sink, int partition, long offset, int keyLength) {
        positionBuffer.clear();
        positionBuffer.putInt(sink).putInt(partition).putLong(offset).putInt(keyLength);
    }

    private void addHash(EncodedFrame out) {
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
        out.digest.add(hash, 0);
    }
}
