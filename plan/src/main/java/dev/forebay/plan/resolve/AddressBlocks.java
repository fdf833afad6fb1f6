package dev.forebay.plan.resolve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of IPv4 and IPv6 address blocks. */
final class AddressBlocks {
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern BLOCK = Pattern.compile("([^/]+)/(\\d{1,3})");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;

    private AddressBlocks() {}

    static boolean isBlock(String text) {
        Matcher matcher = BLOCK.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        int bits = Integer.parseInt(matcher.group(2));
        String address = matcher.group(1);
        return IPV4.matcher(address).matches() ? bits <= 32 : bits <= 128 && isIpv6(address);
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        String behind = text.substring(gap + 2);
        int after = behind.isEmpty() ? 0 : groups(behind, true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many 16-bit groups stand there, or -1 where something else does. */
    private static int groups(String text, boolean ends) {
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                groups++;
            } else if (ends && i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
                groups += 2;
            } else {
                return -1;
            }
        }
        return groups;
    }
}
