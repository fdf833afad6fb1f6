package dev.forebay.testing.expression;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Functions of texts, on lists of code points. */
final class Texts {
    private static final int MOST_BYTES = 65_536;

    private Texts() {}

    static void register(Map<String, Interpretation> into) {
        into.put("LENGTH", args -> (long) codePoints(args.text(0)).size());
        into.put("OCTET_LENGTH", args -> (long) args.text(0).getBytes(StandardCharsets.UTF_8).length);
        change(into, "UPPER", s -> s.toUpperCase(Locale.ROOT));
        change(into, "LOWER", s -> s.toLowerCase(Locale.ROOT));
        change(into, "INITCAP", Texts::initcap);
        change(into, "TRIM", String::strip);
        change(into, "LTRIM", String::stripLeading);
        change(into, "RTRIM", String::stripTrailing);
        change(into, "REVERSE", Texts::reverse);
        change(into, "NORMALIZE", s -> Normalizer.normalize(s, Normalizer.Form.NFC));
        change(into, "UNACCENT", Texts::unaccent);
        into.put("SUBSTRING", Texts::substring);
        into.put("LEFT", args -> slice(args.text(0), 1, Math.max(0, Math.min(args.whole(1), Integer.MAX_VALUE)) + 1));
        into.put("RIGHT", Texts::right);
        into.put("||", args -> bounded(args.text(0) + args.text(1)));
        into.put(
                "CONCAT",
                args -> bounded(args.values().stream()
                        .map(value -> value == null ? "" : (String) value)
                        .collect(Collectors.joining())));
        into.put("REPLACE", Texts::replace);
        into.put("REPEAT", args -> repeat(args.text(0), Math.max(0, args.whole(1))));
        into.put("LPAD", args -> pad(args, true));
        into.put("RPAD", args -> pad(args, false));
        into.put("STARTS_WITH", args -> args.text(0).startsWith(args.text(1)));
        into.put("ENDS_WITH", args -> args.text(0).endsWith(args.text(1)));
        into.put("CONTAINS", args -> args.text(0).contains(args.text(1)));
        into.put("POSITION", args -> position(args.text(0), args.text(1)));
        into.put("SPLIT_PART", Texts::splitPart);
        count(into, "COUNT_DIGITS", c -> c >= '0' && c <= '9');
        count(into, "COUNT_LETTERS", Character::isLetter);
        count(into, "COUNT_UPPER", Character::isUpperCase);
        into.put("ENTROPY", args -> entropy(args.text(0)));
    }

    private static void change(Map<String, Interpretation> into, String name, UnaryOperator<String> function) {
        into.put(name, args -> function.apply(args.text(0)));
    }

    private static void count(Map<String, Interpretation> into, String name, IntPredicate counted) {
        into.put(name, args -> args.text(0).codePoints().filter(counted).count());
    }

    static List<Integer> codePoints(String text) {
        return text.codePoints().boxed().toList();
    }

    static String text(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    static String bounded(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw RowFailed.domain("a text of more than " + MOST_BYTES + " bytes");
        }
        return text;
    }

    private static String initcap(String s) {
        List<Integer> result = new ArrayList<>();
        boolean inWord = false;
        for (int c : codePoints(s)) {
            result.add(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c);
        }
        return text(result);
    }

    private static String reverse(String s) {
        List<Integer> points = new ArrayList<>(codePoints(s));
        Collections.reverse(points);
        return text(points);
    }

    private static String unaccent(String s) {
        List<Integer> kept = codePoints(Normalizer.normalize(s, Normalizer.Form.NFD)).stream()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .toList();
        return Normalizer.normalize(text(kept), Normalizer.Form.NFC);
    }

    private static String substring(Arguments args) {
        long start = args.whole(1);
        if (!args.has(2)) {
            return slice(args.text(0), start, Long.MAX_VALUE);
        }
        long length = args.whole(2);
        if (length < 0) {
            throw RowFailed.domain("a length of " + length);
        }
        BigInteger end = BigInteger.valueOf(start).add(BigInteger.valueOf(length));
        return slice(
                args.text(0), start, end.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    /** The code points at positions from {@code start} to before {@code end}, counted from 1. */
    private static String slice(String s, long start, long end) {
        List<Integer> kept = new ArrayList<>();
        long position = 1;
        for (int c : codePoints(s)) {
            if (position >= start && position < end) {
                kept.add(c);
            }
            position++;
        }
        return text(kept);
    }

    private static String right(Arguments args) {
        String s = args.text(0);
        long dropped = codePoints(s).size() - Math.max(0, args.whole(1));
        return slice(s, dropped + 1, Long.MAX_VALUE);
    }

    private static String replace(Arguments args) {
        String search = args.text(1);
        return search.isEmpty() ? args.text(0) : bounded(args.text(0).replace(search, args.text(2)));
    }

    private static String repeat(String s, long times) {
        long bytes = s.getBytes(StandardCharsets.UTF_8).length;
        if (BigInteger.valueOf(bytes).multiply(BigInteger.valueOf(times)).compareTo(BigInteger.valueOf(MOST_BYTES))
                > 0) {
            throw RowFailed.domain("a text of more than " + MOST_BYTES + " bytes");
        }
        return s.isEmpty() ? "" : s.repeat((int) times);
    }

    private static String pad(Arguments args, boolean left) {
        long length = Math.max(0, args.whole(1));
        if (length > MOST_BYTES) {
            throw RowFailed.domain("a length of " + length);
        }
        List<Integer> points = codePoints(args.text(0));
        List<Integer> fill = codePoints(args.has(2) ? args.text(2) : " ");
        if (points.size() >= length) {
            return text(points.subList(0, (int) length));
        }
        List<Integer> filled = new ArrayList<>();
        while (!fill.isEmpty() && points.size() + filled.size() < length) {
            filled.add(fill.get(filled.size() % fill.size()));
        }
        return bounded(left ? text(filled) + args.text(0) : args.text(0) + text(filled));
    }

    private static long position(String part, String s) {
        int found = s.indexOf(part);
        return found < 0 ? 0 : s.codePointCount(0, found) + 1;
    }

    private static String splitPart(Arguments args) {
        long n = args.whole(2);
        if (n == 0) {
            throw RowFailed.domain("part 0");
        }
        List<String> parts = split(args.text(0), args.text(1));
        BigInteger index = BigInteger.valueOf(n > 0 ? -1 : parts.size()).add(BigInteger.valueOf(n));
        boolean there = index.signum() >= 0 && index.compareTo(BigInteger.valueOf(parts.size())) < 0;
        return there ? parts.get(index.intValueExact()) : "";
    }

    private static List<String> split(String s, String delimiter) {
        List<String> parts = new ArrayList<>();
        String rest = s;
        while (!delimiter.isEmpty() && rest.contains(delimiter)) {
            int at = rest.indexOf(delimiter);
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + delimiter.length());
        }
        parts.add(rest);
        return parts;
    }

    private static double entropy(String s) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        codePoints(s).forEach(c -> counts.merge(c, 1L, Long::sum));
        double h = 0;
        for (long count : counts.values()) {
            double p = (double) count / codePoints(s).size();
            h = h - p * RealFunctions.log2(p);
        }
        return h;
    }
}
