package dev.forebay.testing.generate;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Random values as constants and vectors store them: plain ones mostly, and the odd ones that break code. Longs stand for decimals,
 * timestamps and dates.
 */
public final class ValueGenerator {
    private static final List<Long> LONGS = List.of(
            0L,
            1L,
            -1L,
            2L,
            3L,
            7L,
            10L,
            24L,
            100L,
            -100L,
            1_000_000L,
            2018L,
            Integer.MAX_VALUE + 1L,
            (1L << 53) - 1,
            (1L << 53) + 1,
            -(1L << 53) - 1,
            1_522_540_800L,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1);
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            2.5,
            -2.5,
            1.005,
            0.1,
            57.16,
            1e-5,
            1e16,
            0x1p53 + 2,
            0x1p63,
            -0x1p63,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MIN_NORMAL - Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e308,
            Math.nextDown(Double.MAX_VALUE),
            2 * Double.MIN_VALUE,
            0.7071067811865476,
            1.4142135623730951);
    private static final List<Double> UNREAL = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final Chance chance;

    public ValueGenerator(Chance chance) {
        this.chance = chance;
    }

    /** A value of the type; a double may be NaN or infinite. */
    public Object value(Type type) {
        if (type.kind() == Type.Kind.DOUBLE && chance.oneIn(12)) {
            return chance.pick(UNREAL);
        }
        return finite(type);
    }

    /** A value of the type that an event can carry: no NaN, no infinity. */
    public Object finite(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> chance.oneIn(2);
            case LONG -> whole();
            case DOUBLE -> real();
            case DECIMAL -> decimal(type.precision());
            case STRING -> new TextGenerator(chance).text();
            case TIMESTAMP -> timestamp();
            case DATE -> date();
        };
    }

    private long whole() {
        return switch (chance.below(6)) {
            case 0, 1 -> chance.pick(LONGS);
            case 2 -> chance.anyLong();
            case 3 -> chance.anyLong() >> chance.below(64);
            default -> chance.between(-5, 40);
        };
    }

    private double real() {
        return switch (chance.below(8)) {
            case 0, 1 -> chance.pick(DOUBLES);
            case 2 -> finiteBits();
            case 3 -> chance.between(-9, 60);
            case 4 -> chance.between(-9000, 9000) / 100.0;
            case 5 -> chance.between(-2000, 2000) + 0.5;
            default -> (chance.unit() - 0.5) * 400;
        };
    }

    private double finiteBits() {
        double any = Double.longBitsToDouble(chance.anyLong());
        return Double.isFinite(any) ? any : 1e300;
    }

    private long decimal(int precision) {
        BigInteger limit = BigInteger.TEN.pow(precision);
        return switch (chance.below(6)) {
            case 0 -> limit.longValueExact() - 1;
            case 1 -> 1 - limit.longValueExact();
            case 2 -> 0;
            case 3 -> BigInteger.valueOf(chance.anyLong()).mod(limit).longValueExact();
            case 4 -> -BigInteger.valueOf(chance.anyLong()).mod(limit).longValueExact();
            default ->
                BigInteger.valueOf(chance.between(-9000, 9000)).remainder(limit).longValueExact();
        };
    }

    private long timestamp() {
        return switch (chance.below(8)) {
            case 0 ->
                chance.pick(List.of(
                        -62_167_219_200_000_000L, 253_402_300_799_999_999L, 0L, -1L, 951_827_696_789_012L, 1_000_000L));
            // Hours around the changes of European and American clocks, 2018.
            case 1 -> 1_521_939_600_000_000L + chance.between(-7200, 7200) * 1_000_000L;
            case 2 -> 1_541_311_200_000_000L + chance.between(-7200, 7200) * 1_000_000L;
            case 3 -> -62_167_219_200_000_000L + Math.floorMod(chance.anyLong(), 315_569_520_000_000_000L);
            case 4 -> -chance.between(0, 2_000_000_000) * 1_000_003L;
            default ->
                1_522_540_800_000_000L
                        + chance.between(-40_000_000, 40_000_000) * 1_000_000L
                        + (chance.oneIn(2) ? chance.below(1_000_000) : 0);
        };
    }

    private long date() {
        return switch (chance.below(6)) {
            case 0 -> chance.pick(List.of(-719_528L, 2_932_896L, 0L, -1L, 11_016L, 17_531L));
            case 1 -> chance.between(-719_528, 2_932_896);
            default -> chance.between(10_000, 20_000);
        };
    }

    /** A decimal written out, for a type of that scale. */
    public static String plain(long units, int scale) {
        return BigDecimal.valueOf(units, scale).toPlainString();
    }
}
