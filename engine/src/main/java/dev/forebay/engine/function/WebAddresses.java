package dev.forebay.engine.function;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Parts of URLs and e-mail addresses, and check digits. */
final class WebAddresses {
    private WebAddresses() {}

    static void addTo(KernelTable table) {
        table.rows("URL_HOST(string)", WebAddresses::host);
        table.rows("URL_PATH(string)", WebAddresses::path);
        table.rows("URL_PARAM(string,string)", WebAddresses::parameter);
        table.rows("EMAIL_DOMAIN(string)", WebAddresses::domain);
        table.rows("EMAIL_LOCAL(string)", WebAddresses::local);
        table.rows("LUHN_VALID(string)", row -> row.give(isLuhnValid(row.bytes(0), row.start(0), row.end(0))));
    }

    /** Where the authority begins, behind the two slashes; -1 where there is none. */
    private static int authority(byte[] bytes, int start, int end) {
        int at = start;
        if (at < end && isLetter(bytes[at])) {
            while (at < end && isOfScheme(bytes[at])) {
                at++;
            }
            if (at == end || bytes[at++] != ':') {
                return -1;
            }
        }
        return at + 2 <= end && bytes[at] == '/' && bytes[at + 1] == '/' ? at + 2 : -1;
    }

    private static boolean isLetter(byte b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    private static boolean isOfScheme(byte b) {
        return isLetter(b) || isDigit(b) || b == '+' || b == '-' || b == '.';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int authorityEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != '/' && bytes[at] != '?' && bytes[at] != '#') {
            at++;
        }
        return at;
    }

    private static int lastIndexOf(byte[] bytes, int start, int end, char wanted) {
        int at = end - 1;
        while (at >= start && bytes[at] != wanted) {
            at--;
        }
        return at < start ? -1 : at;
    }

    private static int indexOf(byte[] bytes, int start, int end, char wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static void host(Row row) {
        byte[] bytes = row.bytes(0);
        int start = authority(bytes, row.start(0), row.end(0));
        if (start < 0) {
            row.giveNull();
            return;
        }
        int end = authorityEnd(bytes, start, row.end(0));
        int user = lastIndexOf(bytes, start, end, '@');
        int from = user < 0 ? start : user + 1;
        int port = end;
        while (port > from && isDigit(bytes[port - 1])) {
            port--;
        }
        int to = port > from && bytes[port - 1] == ':' ? port - 1 : end;
        if (from == to) {
            row.giveNull();
        } else {
            giveLowered(row, from, to);
        }
    }

    private static void giveLowered(Row row, int from, int to) {
        int made = row.arena.append(row.bytes(0), from, to - from);
        for (int i = made; i < row.arena.size; i++) {
            byte b = row.arena.bytes[i];
            row.arena.bytes[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        row.giveFrom(made);
    }

    private static void path(Row row) {
        byte[] bytes = row.bytes(0);
        int authority = authority(bytes, row.start(0), row.end(0));
        int start = authority < 0 ? row.start(0) : authorityEnd(bytes, authority, row.end(0));
        int end = start;
        while (end < row.end(0) && bytes[end] != '?' && bytes[end] != '#') {
            end++;
        }
        row.giveSlice(0, start, end);
    }

    private static void parameter(Row row) {
        byte[] bytes = row.bytes(0);
        int question = indexOf(bytes, row.start(0), row.end(0), '?');
        int end = indexOf(bytes, question, row.end(0), '#');
        for (int at = question + 1; at <= end; ) {
            int next = indexOf(bytes, at, end, '&');
            int equals = indexOf(bytes, at, next, '=');
            if (decoded(bytes, at, equals).equals(row.text(1))) {
                row.give(decoded(bytes, Math.min(equals + 1, next), next));
                return;
            }
            at = next + 1;
        }
        row.giveNull();
    }

    private static String decoded(byte[] bytes, int start, int end) {
        byte[] plain = new byte[end - start];
        int count = 0;
        for (int at = start; at < end; at++) {
            byte b = bytes[at];
            boolean escape = b == '%' && at + 2 < end && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0;
            if (escape) {
                plain[count++] = (byte) (hex(bytes[at + 1]) << 4 | hex(bytes[at + 2]));
                at += 2;
            } else {
                plain[count++] = b == '+' ? (byte) ' ' : b;
            }
        }
        return new String(plain, 0, count, StandardCharsets.UTF_8);
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static void domain(Row row) {
        int at = lastIndexOf(row.bytes(0), row.start(0), row.end(0), '@');
        if (at <= row.start(0) || at == row.end(0) - 1) {
            row.giveNull();
        } else if (CodePoints.areAscii(row.bytes(0), at + 1, row.end(0))) {
            giveLowered(row, at + 1, row.end(0));
        } else {
            String domain = new String(row.bytes(0), at + 1, row.end(0) - at - 1, StandardCharsets.UTF_8);
            row.give(domain.toLowerCase(Locale.ROOT));
        }
    }

    private static void local(Row row) {
        int at = lastIndexOf(row.bytes(0), row.start(0), row.end(0), '@');
        if (at <= row.start(0) || at == row.end(0) - 1) {
            row.giveNull();
        } else {
            row.giveSlice(0, row.start(0), at);
        }
    }

    private static boolean isLuhnValid(byte[] bytes, int start, int end) {
        int sum = 0;
        int digits = 0;
        for (int at = end - 1; at >= start; at--) {
            if (isDigit(bytes[at])) {
                int digit = (bytes[at] - '0') * (digits % 2 + 1);
                sum += digit > 9 ? digit - 9 : digit;
                digits++;
            } else if (bytes[at] != ' ' && bytes[at] != '-') {
                return false;
            }
        }
        return digits >= 2 && sum % 10 == 0;
    }
}
