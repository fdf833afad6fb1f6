package dev.forebay.engine.function;

import dev.forebay.types.batch.ByteArena;
import java.nio.charset.StandardCharsets;

/** An IP address under the reader's hands: of version 4 in {@link #low}, of version 6 in {@link #high} and {@link #low}. */
final class IpAddress {
    boolean isVersion4;
    long high;
    long low;

    private final int[] groups = new int[8];

    /** Reads an address and says whether it is one. An IPv4-mapped address becomes one of version 4. */
    boolean read(byte[] bytes, int start, int end) {
        long four = version4(bytes, start, end);
        if (four >= 0) {
            isVersion4 = true;
            high = 0;
            low = four;
            return true;
        }
        if (!readGroups(bytes, start, end)) {
            return false;
        }
        high = half(0);
        low = half(4);
        isVersion4 = high == 0 && low >>> 32 == 0xFFFF;
        low = isVersion4 ? low & 0xFFFFFFFFL : low;
        return true;
    }

    boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return read(bytes, 0, bytes.length);
    }

    int bits() {
        return isVersion4 ? 32 : 128;
    }

    /** Clears all bits but the first {@code bits}. */
    void keep(int bits) {
        if (isVersion4) {
            low &= bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL;
        } else {
            high &= first(bits);
            low &= first(bits - 64);
        }
    }

    boolean startsLike(IpAddress block, int bits) {
        if (isVersion4 != block.isVersion4) {
            return false;
        }
        return isVersion4
                ? bits == 0 || (low ^ block.low) >>> (32 - bits) == 0
                : ((high ^ block.high) & first(bits)) == 0 && ((low ^ block.low) & first(bits - 64)) == 0;
    }

    private static long first(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    private long half(int from) {
        return (long) groups[from] << 48
                | (long) groups[from + 1] << 32
                | (long) groups[from + 2] << 16
                | groups[from + 3];
    }

    private static long version4(byte[] bytes, int start, int end) {
        long address = 0;
        int at = start;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at == end || bytes[at++] != '.')) {
                return -1;
            }
            int first = at;
            int value = 0;
            while (at < end && at - first < 4 && bytes[at] >= '0' && bytes[at] <= '9') {
                value = value * 10 + bytes[at++] - '0';
            }
            boolean leadingZero = at - first > 1 && bytes[first] == '0';
            if (at == first || leadingZero || value > 255) {
                return -1;
            }
            address = address << 8 | value;
        }
        return at == end ? address : -1;
    }

    private boolean readGroups(byte[] bytes, int start, int end) {
        int count = 0;
        int gap = -1;
        int at = start;
        if (at + 1 < end && bytes[at] == ':' && bytes[at + 1] == ':') {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            int groupEnd = at;
            int value = 0;
            while (groupEnd < end
                    && groupEnd - at < 5
                    && bytes[groupEnd] >= 0
                    && Character.digit(bytes[groupEnd], 16) >= 0) {
                value = value << 4 | Character.digit(bytes[groupEnd++], 16);
            }
            if (groupEnd < end && bytes[groupEnd] == '.') {
                count = addVersion4(bytes, at, end, count);
                at = end;
                break;
            }
            if (groupEnd == at || groupEnd - at > 4 || count == 8) {
                return false;
            }
            groups[count++] = value;
            at = groupEnd;
            if (at == end) {
                break;
            }
            if (bytes[at++] != ':' || at == end) {
                return false;
            }
            if (bytes[at] == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                at++;
            }
        }
        return count >= 0 && spread(count, gap);
    }

    /** The last four bytes may be written as version 4 is. Returns the new count, negative where that is wrong. */
    private int addVersion4(byte[] bytes, int at, int end, int count) {
        long four = version4(bytes, at, end);
        if (four < 0 || count > 6) {
            return -1;
        }
        groups[count] = (int) (four >>> 16);
        groups[count + 1] = (int) (four & 0xFFFF);
        return count + 2;
    }

    /** Moves the groups behind the gap to the end; a gap stands for at least one group. */
    private boolean spread(int count, int gap) {
        if (gap < 0) {
            return count == 8;
        }
        if (count > 7) {
            return false;
        }
        int behind = count - gap;
        for (int i = 1; i <= behind; i++) {
            groups[8 - i] = groups[count - i];
        }
        for (int i = gap; i < 8 - behind; i++) {
            groups[i] = 0;
        }
        return true;
    }

    /** Appends the address as RFC 5952 writes it. */
    void write(ByteArena to) {
        StringBuilder text = new StringBuilder();
        if (isVersion4) {
            text.append(low >>> 24).append('.').append(low >>> 16 & 255);
            text.append('.').append(low >>> 8 & 255).append('.').append(low & 255);
        } else {
            writeGroups(text);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        to.append(bytes, 0, bytes.length);
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index % 4))) & 0xFFFF;
    }

    private int zerosFrom(int index) {
        int end = index;
        while (end < 8 && group(end) == 0) {
            end++;
        }
        return end - index;
    }

    private void writeGroups(StringBuilder text) {
        int gap = 0;
        for (int i = 1; i < 8; i++) {
            gap = zerosFrom(i) > zerosFrom(gap) ? i : gap;
        }
        int gapLength = zerosFrom(gap) >= 2 ? zerosFrom(gap) : 0;
        for (int i = 0; i < 8; i++) {
            if (gapLength > 0 && i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                boolean first = i == 0 || (gapLength > 0 && i == gap + gapLength);
                text.append(first ? "" : ":").append(Integer.toHexString(group(i)));
            }
        }
    }
}
