package dev.forebay.testing.expression;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs, e-mail addresses and card numbers. */
final class WebAddresses {
    private static final Pattern AUTHORITY =
            Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*)", Pattern.DOTALL);

    private WebAddresses() {}

    static void register(Map<String, Interpretation> into) {
        into.put("URL_HOST", args -> host(args.text(0)));
        into.put("URL_PATH", args -> path(args.text(0)));
        into.put("URL_PARAM", args -> parameter(args.text(0), args.text(1)));
        into.put("EMAIL_DOMAIN", args -> email(args.text(0), true));
        into.put("EMAIL_LOCAL", args -> email(args.text(0), false));
        into.put("LUHN_VALID", args -> luhn(args.text(0)));
    }

    private static @Nullable String host(String url) {
        Matcher matcher = AUTHORITY.matcher(url);
        if (!matcher.find()) {
            return null;
        }
        String authority = matcher.group(1);
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":[0-9]*\\z", "");
        if (host.isEmpty()) {
            return null;
        }
        StringBuilder lowered = new StringBuilder();
        host.chars().forEach(c -> lowered.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lowered.toString();
    }

    private static String path(String url) {
        Matcher matcher = AUTHORITY.matcher(url);
        String rest = matcher.find() ? url.substring(matcher.end()) : url;
        return rest.split("[?#]", 2)[0];
    }

    private static @Nullable String parameter(String url, String name) {
        int question = url.indexOf('?');
        if (question < 0) {
            return null;
        }
        String query = url.substring(question + 1).split("#", 2)[0];
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (decoded(parts[0]).equals(name)) {
                return parts.length == 1 ? "" : decoded(parts[1]);
            }
        }
        return null;
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher matcher = Pattern.compile("%([0-9A-Fa-f]{2})|(?s).").matcher(text);
        while (matcher.find()) {
            String found = matcher.group();
            byte[] added = matcher.group(1) != null
                    ? new byte[] {(byte) Integer.parseInt(matcher.group(1), 16)}
                    : (found.equals("+") ? " " : found).getBytes(StandardCharsets.UTF_8);
            bytes.write(added, 0, added.length);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static @Nullable String email(String email, boolean domain) {
        int at = email.lastIndexOf('@');
        if (at <= 0 || at == email.length() - 1) {
            return null;
        }
        return domain ? email.substring(at + 1).toLowerCase(Locale.ROOT) : email.substring(0, at);
    }

    private static boolean luhn(String s) {
        String digits = s.replace(" ", "").replace("-", "");
        if (!digits.matches("[0-9]{2,}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
