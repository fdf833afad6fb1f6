package dev.forebay.plan.function;

import java.util.List;

/** Functions of texts. Positions count code points from 1. */
final class TextFunctions {
    private static final String TOO_LONG = "domain: a result of more than 65,536 bytes.";

    static final List<Entry> ENTRIES = List.of(
            text("LENGTH", "How many code points it has.")
                    .alias("CHAR_LENGTH", "CHARACTER_LENGTH")
                    .on("string -> long")
                    .example("LENGTH('café')", "4"),
            text("OCTET_LENGTH", "How many bytes of UTF-8 it has.")
                    .on("string -> long")
                    .example("OCTET_LENGTH('café')", "5"),
            text("UPPER", "In upper case, in no language's own way.")
                    .on("string -> string")
                    .example("UPPER('straße')", "'STRASSE'"),
            text("LOWER", "In lower case, in no language's own way.")
                    .on("string -> string")
                    .example("LOWER('WEB')", "'web'"),
            text("INITCAP", "With each word's first letter in upper case and the rest in lower case.")
                    .on("string -> string")
                    .details(
                            "A word is a run of letters and digits (Java's Character.isLetterOrDigit); code point by code point, with Character.toUpperCase and toLowerCase.")
                    .example("INITCAP('new YORK')", "'New York'"),
            text("TRIM", "Without the white space around it.")
                    .on("string -> string")
                    .details("White space is Java's Character.isWhitespace; a no-break space is none.")
                    .example("TRIM('  a b ')", "'a b'"),
            text("LTRIM", "Without the white space before it.")
                    .on("string -> string")
                    .example("LTRIM('  a ')", "'a '"),
            text("RTRIM", "Without the white space behind it.")
                    .on("string -> string")
                    .example("RTRIM(' a  ')", "' a'"),
            text("SUBSTRING", "The part from a position on.")
                    .alias("SUBSTR")
                    .takes("start", "the position of the first character, from 1")
                    .takes("length", "how many characters; all that follow unless given")
                    .on("string, long -> string", "string, long, long -> string!")
                    .details(
                            "As in SQL, positions before 1 count but hold nothing: SUBSTRING('abc', 0, 2) is 'a'. start + length saturates.")
                    .errors("domain: a length below 0.")
                    .example("SUBSTRING('forebay', 5)", "'bay'")
                    .example("SUBSTRING('forebay', 1, 4)", "'fore'")
                    .example("SUBSTRING('abc', 0, 2)", "'a'"),
            text("LEFT", "The first n characters.")
                    .takes("n", "how many; below 0 counts as 0")
                    .on("string, long -> string")
                    .example("LEFT('4539578763621486', 6)", "'453957'"),
            text("RIGHT", "The last n characters.")
                    .takes("n", "how many; below 0 counts as 0")
                    .on("string, long -> string")
                    .example("RIGHT('4539578763621486', 4)", "'1486'"),
            text("CONCAT", "All texts, one after the other; null counts as an empty text.")
                    .seesNulls()
                    .on("string... -> string!")
                    .details("Never null, unlike `||`.")
                    .errors(TOO_LONG)
                    .example("CONCAT('a', NULL, 'b')", "'ab'"),
            text("REPLACE", "With every occurrence of a text replaced, from left to right.")
                    .takes("search", "what is replaced; an empty text replaces nothing")
                    .takes("replacement", "what it becomes")
                    .on("string, string, string -> string!")
                    .errors(TOO_LONG)
                    .example("REPLACE('a-b-c', '-', '')", "'abc'"),
            text("REVERSE", "With its code points in reverse order.")
                    .on("string -> string")
                    .example("REVERSE('abc')", "'cba'"),
            text("REPEAT", "The text n times.")
                    .takes("n", "how often; below 0 counts as 0")
                    .on("string, long -> string!")
                    .errors(TOO_LONG)
                    .example("REPEAT('ab', 3)", "'ababab'"),
            pad("LPAD", "Filled up on the left to a length.").example("LPAD('7', 3, '0')", "'007'"),
            pad("RPAD", "Filled up on the right to a length.")
                    .example("RPAD('ab', 4)", "'ab  '")
                    .example("RPAD('abcdef', 4)", "'abcd'"),
            text("STARTS_WITH", "Whether it begins with a text.")
                    .takes("prefix", "a text")
                    .on("string, string -> boolean")
                    .example("STARTS_WITH('forebay', 'fore')", "true"),
            text("ENDS_WITH", "Whether it ends with a text.")
                    .takes("suffix", "a text")
                    .on("string, string -> boolean")
                    .example("ENDS_WITH('a@mail.ru', '.ru')", "true"),
            text("CONTAINS", "Whether a text is in it.")
                    .takes("part", "a text")
                    .on("string, string -> boolean")
                    .example("CONTAINS('forebay', 'reb')", "true"),
            new Entry(Category.TEXT, "POSITION", "Where a text first is in another, from 1; 0 where it is not.")
                    .takes("part", "what is looked for; an empty text is at 1")
                    .takes("s", "where it is looked for")
                    .on("string, string -> long")
                    .example("POSITION('b', 'abc')", "2")
                    .example("POSITION('x', 'abc')", "0"),
            text("SPLIT_PART", "The n-th part between delimiters.")
                    .takes("delimiter", "what separates parts; an empty text separates nothing")
                    .takes("n", "which part, from 1; below 0 counts from the end")
                    .on("string, string, long -> string!")
                    .details("An empty text where there are fewer parts.")
                    .errors("domain: n = 0.")
                    .example("SPLIT_PART('a.b.c', '.', 2)", "'b'")
                    .example("SPLIT_PART('a.b.c', '.', -1)", "'c'")
                    .example("SPLIT_PART('a.b.c', '.', 9)", "''"),
            text("NORMALIZE", "In Unicode's composed form (NFC).")
                    .on("string -> string")
                    .example("LENGTH(NORMALIZE('e' || '\u0301'))", "1"),
            text("UNACCENT", "Without accents.")
                    .on("string -> string")
                    .details("Decomposed (NFD), without code points of category Mn, composed again (NFC).")
                    .example("UNACCENT('Crème Brûlée')", "'Creme Brulee'"),
            text("COUNT_DIGITS", "How many of its characters are digits 0 to 9.")
                    .on("string -> long")
                    .example("COUNT_DIGITS('user1984')", "4"),
            text("COUNT_LETTERS", "How many of its characters are letters of any script.")
                    .on("string -> long")
                    .details("Java's Character.isLetter.")
                    .example("COUNT_LETTERS('user1984')", "4"),
            text("COUNT_UPPER", "How many of its characters are in upper case.")
                    .on("string -> long")
                    .details("Java's Character.isUpperCase.")
                    .example("COUNT_UPPER('John SMITH')", "6"),
            text("ENTROPY", "The Shannon entropy of its characters, in bits a character.")
                    .on("string -> double")
                    .details(
                            "From h = 0, for each different code point in ascending order, with p its count / length: h = h - p * LOG2(p). 0 for an empty text.")
                    .example("ENTROPY('aabb')", "1.0")
                    .example("ENTROPY('abcd')", "2.0")
                    .example("ENTROPY('')", "0.0"));

    private TextFunctions() {}

    private static Entry text(String name, String summary) {
        return new Entry(Category.TEXT, name, summary).takes("s", "a text");
    }

    private static Entry pad(String name, String summary) {
        return text(name, summary)
                .takes("length", "how many characters the result has; below 0 counts as 0")
                .takes("fill", "what is repeated, a space unless given; an empty text fills nothing")
                .on("string, long -> string!", "string, long, string -> string!")
                .details("A longer text is cut to its first characters.")
                .errors("domain: a length above 65,536, or a result of more bytes than that.");
    }
}
