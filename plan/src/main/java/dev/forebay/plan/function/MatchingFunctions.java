package dev.forebay.plan.function;

import java.util.List;

/** Regular expressions and similarity of texts. */
final class MatchingFunctions {
    private static final String TOO_FAR =
            "domain: a text on which matching takes too many steps (a pattern such as `(a+)+b` can need exponentially many).";

    static final List<Entry> ENTRIES = List.of(
            regex("REGEXP_LIKE", "Whether the pattern matches anywhere in it.")
                    .on("string, string -> boolean!")
                    .errors(TOO_FAR)
                    .example("REGEXP_LIKE('order 66', '[0-9]+')", "true")
                    .example("REGEXP_LIKE('order', '^[0-9]+$')", "false"),
            regex("REGEXP_EXTRACT", "The first match of the pattern, or of a group in it; null where there is none.")
                    .constant("group", ConstantRule.REGEX_GROUP)
                    .on("string, string -> string?!", "string, string, long -> string?!")
                    .details("Group 0, the whole match, unless given.")
                    .errors(TOO_FAR)
                    .example("REGEXP_EXTRACT('v12.3', '[0-9]+')", "'12'")
                    .example("REGEXP_EXTRACT('v12.3', '([0-9]+)[.]([0-9]+)', 2)", "'3'")
                    .example("REGEXP_EXTRACT('none', '[0-9]+')", "NULL"),
            regex("REGEXP_REPLACE", "With every match of the pattern replaced.")
                    .constant("replacement", ConstantRule.REPLACEMENT)
                    .on("string, string, string -> string!")
                    .errors(TOO_FAR + " A result of more than 65,536 bytes.")
                    .example("REGEXP_REPLACE('tel 555-01', '[0-9]', '#')", "'tel ###-##'")
                    .example("REGEXP_REPLACE('a=1', '(.)=(.)', '$2=$1')", "'1=a'"),
            regex("REGEXP_COUNT", "How often the pattern matches, without overlap.")
                    .on("string, string -> long!")
                    .errors(TOO_FAR)
                    .example("REGEXP_COUNT('a1b22', '[0-9]')", "3"),
            similarity(
                            "LEVENSHTEIN",
                            "How many characters must be inserted, deleted or replaced to make one the other.")
                    .on("string, string -> long!")
                    .example("LEVENSHTEIN('kitten', 'sitting')", "3"),
            similarity("JARO_WINKLER", "How alike they are, from 0 to 1, a common beginning counting more.")
                    .on("string, string -> double!")
                    .details(
                            "Over code points. With m matches within max(0, max(|a|, |b|) / 2 - 1) positions and t half the matches out of order: j = (m / |a| + m / |b| + (m - t) / m) / 3. Below 0.7 j, else j + p * 0.1 * (1 - j) with p the length of the common beginning, at most 4. 1 for two empty texts, 0 for no matches.")
                    .example("JARO_WINKLER('forebay', 'forebay')", "1.0")
                    .example("JARO_WINKLER('abc', 'xyz')", "0.0"));

    private MatchingFunctions() {}

    private static Entry regex(String name, String summary) {
        return new Entry(Category.MATCHING, name, summary).takes("s", "a text").constant("pattern", ConstantRule.REGEX);
    }

    private static Entry similarity(String name, String summary) {
        return new Entry(Category.MATCHING, name, summary)
                .takes("a", "a text")
                .takes("b", "a text")
                .errors("domain: a text of more than 1,000 characters.");
    }
}
