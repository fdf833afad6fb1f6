package dev.forebay.testing.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** IP addresses as big numbers with a width. */
final class IpAddresses {
    private static final String NUMBER = "(0|[1-9][0-9]{0,2})";
    private static final Pattern IPV4 = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "\\." + NUMBER);
    private static final List<String> PRIVATE = List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private IpAddresses() {}

    static void register(Map<String, Interpretation> into) {
        into.put("IP_TO_LONG", args -> {
            Address address = parse(args.text(0));
            return address != null && address.width == 32 ? (Object) address.value.longValueExact() : null;
        });
        into.put("IP_IN_CIDR", args -> {
            Address address = parse(args.text(0));
            return address == null ? null : (Object) isIn(address, args.text(1));
        });
        into.put("IS_PRIVATE_IP", args -> {
            Address address = parse(args.text(0));
            return address == null ? null : (Object) PRIVATE.stream().anyMatch(block -> isIn(address, block));
        });
        into.put("IP_PREFIX", IpAddresses::prefix);
    }

    private record Address(BigInteger value, int width) {
        /** The address with the bits behind the prefix cleared. */
        Address cut(int bits) {
            return new Address(value.shiftRight(width - bits).shiftLeft(width - bits), width);
        }
    }

    private static boolean isIn(Address address, String block) {
        int slash = block.indexOf('/');
        Address base = parse(block.substring(0, slash));
        int bits = Integer.parseInt(block.substring(slash + 1));
        return base != null && base.width == address.width && base.cut(bits).equals(address.cut(bits));
    }

    private static @Nullable Object prefix(Arguments args) {
        Address address = parse(args.text(0));
        if (args.whole(1) < 0) {
            throw RowFailed.domain(args.whole(1) + " bits");
        }
        if (address == null) {
            return null;
        }
        int bits = (int) Math.min(args.whole(1), address.width);
        return written(address.cut(bits)) + "/" + bits;
    }

    private static @Nullable Address parse(String text) {
        BigInteger four = parseFour(text);
        if (four != null) {
            return new Address(four, 32);
        }
        BigInteger six = parseSix(text);
        if (six == null) {
            return null;
        }
        return six.shiftRight(32).equals(BigInteger.valueOf(0xFFFF))
                ? new Address(six.and(BigInteger.valueOf(0xFFFFFFFFL)), 32)
                : new Address(six, 128);
    }

    private static @Nullable BigInteger parseFour(String text) {
        Matcher matcher = IPV4.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                return null;
            }
            value = value.shiftLeft(8).add(BigInteger.valueOf(part));
        }
        return value;
    }

    private static @Nullable BigInteger parseSix(String text) {
        String[] halves = text.split("::", -1);
        if (halves.length > 2) {
            return null;
        }
        List<String> front = groups(halves[0], halves.length == 1);
        List<String> back = halves.length == 1 ? List.of() : groups(halves[1], true);
        if (front == null || back == null) {
            return null;
        }
        int missing = 8 - front.size() - back.size();
        if (halves.length == 1 ? missing != 0 : missing < 1) {
            return null;
        }
        List<String> all = new ArrayList<>(front);
        all.addAll(IntStream.range(0, missing).mapToObj(i -> "0").toList());
        all.addAll(back);
        BigInteger value = BigInteger.ZERO;
        for (String group : all) {
            value = value.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return value;
    }

    /** The groups of four hexadecimal digits; null where there is anything else. An IPv4 address at the end is two groups. */
    private static @Nullable List<String> groups(String text, boolean mayEndInFour) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> groups = new ArrayList<>();
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            BigInteger four = i == parts.length - 1 && mayEndInFour ? parseFour(parts[i]) : null;
            if (four != null) {
                groups.add(four.shiftRight(16).toString(16));
                groups.add(four.and(BigInteger.valueOf(0xFFFF)).toString(16));
            } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                groups.add(parts[i]);
            } else {
                return null;
            }
        }
        return groups;
    }

    private static String written(Address address) {
        if (address.width == 32) {
            return parts(address, 8, 4).stream().map(String::valueOf).collect(Collectors.joining("."));
        }
        List<Integer> groups = parts(address, 16, 8);
        int from = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups.get(end) == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        if (length < 2) {
            return hex(groups);
        }
        return hex(groups.subList(0, from)) + "::" + hex(groups.subList(from + length, 8));
    }

    private static List<Integer> parts(Address address, int bits, int count) {
        BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        return IntStream.range(0, count)
                .map(i -> address.value
                        .shiftRight(bits * (count - 1 - i))
                        .and(mask)
                        .intValueExact())
                .boxed()
                .toList();
    }

    private static String hex(List<Integer> groups) {
        return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
