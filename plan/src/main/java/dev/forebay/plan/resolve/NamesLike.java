package dev.forebay.plan.resolve;

/**
 * The names of columns that a feature may make, whatever fills its places in braces and whatever family it looks over.
 *
 * @param start what is in front of its first place
 * @param end what is behind its last place
 */
record NamesLike(String start, String end) {

    static NamesLike of(String feature) {
        int first = feature.indexOf('{');
        int last = feature.lastIndexOf('}');
        return first < 0 || last < first
                ? new NamesLike(feature + "_", "")
                : new NamesLike(feature.substring(0, first), feature.substring(last + 1));
    }

    /** A feature's name without its places in braces: what its columns are called together. */
    static String shortened(String feature) {
        return feature.replaceAll("_\\{[^{}]*\\}|\\{[^{}]*\\}_|\\{[^{}]*\\}", "");
    }

    boolean includes(String name) {
        return name.length() >= start.length() + end.length() && name.startsWith(start) && name.endsWith(end);
    }
}
