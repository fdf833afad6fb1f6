package dev.forebay.sklearn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of scikit-learn whose files are in the tests: 1.1 to 1.9, each by its minor version. */
final class TestedVersions {
    private static final int OLDEST_MINOR = 1;
    private static final int NEWEST_MINOR = 9;

    static final String RANGE = "1." + OLDEST_MINOR + " to 1." + NEWEST_MINOR;

    private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,3})\\..*");

    private TestedVersions() {}

    static boolean contains(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int minor = Integer.parseInt(matcher.group(1));
        return minor >= OLDEST_MINOR && minor <= NEWEST_MINOR;
    }
}
