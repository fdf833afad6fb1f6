package dev.forebay.engine.order;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where the events stand that a restored state holds, and whose bytes are to be read again; by partition and in the order of their offsets.
 * One thread at a time.
 */
final class MissingEvents {
    private final Map<Integer, Positions> partitions = new TreeMap<>();
    private long left;

    /** Those of one partition; {@code next} is the first that has not been found again. */
    private static final class Positions {
        private long[] offset = new long[16];
        private long[] rank = new long[16];
        private long[] watermark = new long[16];
        private int size;
        private int next;

        private void add(long at, long withRank, long withWatermark) {
            if (size == offset.length) {
                offset = Arrays.copyOf(offset, size * 2);
                rank = Arrays.copyOf(rank, size * 2);
                watermark = Arrays.copyOf(watermark, size * 2);
            }
            offset[size] = at;
            rank[size] = withRank;
            watermark[size++] = withWatermark;
        }

        private void sort() {
            int[] order = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> offset[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            offset = Arrays.stream(order).mapToLong(i -> offset[i]).toArray();
            rank = Arrays.stream(order).mapToLong(i -> rank[i]).toArray();
            watermark = Arrays.stream(order).mapToLong(i -> watermark[i]).toArray();
        }
    }

    static MissingEvents read(SnapshotReader from) {
        MissingEvents missing = new MissingEvents();
        int count = from.takeCount(28);
        for (int i = 0; i < count; i++) {
            missing.partitions
                    .computeIfAbsent(from.takeInt(), none -> new Positions())
                    .add(from.takeLong(), from.takeLong(), from.takeLong());
        }
        missing.partitions.values().forEach(Positions::sort);
        missing.left = count;
        return missing;
    }

    /** How many have not been found again. */
    long left() {
        return left;
    }

    /** For each partition the first and the last offset that is still missing. */
    Map<Integer, long[]> ranges() {
        Map<Integer, long[]> ranges = new TreeMap<>();
        partitions.forEach((partition, positions) -> {
            if (positions.next < positions.size) {
                ranges.put(partition, new long[] {positions.offset[positions.next], positions.offset[positions.size - 1]
                });
            }
        });
        return ranges;
    }

    /** Takes the event at a position, where it is missing; offsets of a partition only rise. */
    boolean find(int partition, long offset) {
        Positions positions = partitions.get(partition);
        if (positions == null || positions.next == positions.size || positions.offset[positions.next] != offset) {
            return false;
        }
        positions.next++;
        left--;
        return true;
    }

    /** The rank of the event that {@link #find} has just found. */
    long rank(int partition) {
        Positions positions = positions(partition);
        return positions.rank[positions.next - 1];
    }

    /** The watermark of the event that {@link #find} has just found. */
    long watermark(int partition) {
        Positions positions = positions(partition);
        return positions.watermark[positions.next - 1];
    }

    private Positions positions(int partition) {
        Positions positions = partitions.get(partition);
        if (positions == null) {
            throw new IllegalArgumentException("nothing is missing of partition " + partition);
        }
        return positions;
    }
}
