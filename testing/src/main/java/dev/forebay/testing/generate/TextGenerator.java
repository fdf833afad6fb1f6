package dev.forebay.testing.generate;

import java.util.List;

/** Random texts: words, addresses, numbers as text, and Unicode of every width. */
public final class TextGenerator {
    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "a",
            "web",
            "pos",
            "forebay",
            "FOREBAY bay",
            "  both sides\t",
            "\u00a0no-break\u2003",
            "straße ÅNGSTRÖM",
            "e\u0301le\u0300ve",
            "ﬁ ǅ İstanbul ΌΣΟΣ",
            "日本語テキスト",
            "😀 👩‍👩‍👧 𝒳",
            "a\u0000b\u001f\"\\/",
            "50%_off",
            "100%",
            "!%!_!!",
            "42",
            "-7",
            "+7",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "-0.0",
            "1e3",
            ".5",
            "5.",
            "1e999",
            "1e-999",
            "0x10",
            "1d",
            "NaN",
            "Infinity",
            "true",
            "false",
            "TRUE",
            "2018-04-01",
            "2018-02-30",
            "2018-04-01T12:30:45Z",
            "2018-04-01 12:30:45.123456789+02:00",
            "2018-04-01T12:30",
            "2016-12-31T23:59:60Z",
            "https://user@Shop.Example.com:8443/cart?id=1&q=a+b%20c&q=2#top",
            "http://[2001:DB8::1]:80/x",
            "//cdn.example/lib.js?v",
            "mailto:jo@example.com",
            "not a url?x=%zz&%41=%C3%A9&=e",
            "Jo.Doe@Mail.Example",
            "@x",
            "x@",
            "10.0.0.1",
            "172.16.5.9",
            "192.168.0.256",
            "8.8.8.8",
            "01.2.3.4",
            "2001:db8::1",
            "::ffff:10.1.2.3",
            "::",
            "fe80::1:2",
            "1:2:3:4:5:6:7:8",
            "1::2::3",
            "4539 5787 6362 1486",
            "4539-5787-6362-1487",
            "kitten",
            "sitting",
            "a.b.c",
            "aaaa",
            "MARTHA",
            "MARHTA");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "ab",
            "B",
            "1",
            "7",
            ".",
            "-",
            " ",
            "é",
            "e\u0301",
            "ß",
            "Σ",
            "ς",
            "我",
            "😀",
            "\ud83c\udf0d",
            "%",
            "_",
            "!",
            "@",
            "/",
            ":",
            "=",
            "&",
            "x");

    private final Chance chance;

    public TextGenerator(Chance chance) {
        this.chance = chance;
    }

    /** A text without lone surrogates. */
    public String text() {
        return switch (chance.below(8)) {
            case 0, 1, 2 -> chance.pick(KNOWN);
            case 3, 4, 5 -> joined(chance.below(6));
            case 6 -> joined(chance.between(6, 40));
            default -> codePoints(chance.below(8));
        };
    }

    private String joined(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(chance.pick(PIECES));
        }
        return text.toString();
    }

    private String codePoints(int count) {
        StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < count) {
            int point = chance.below(chance.oneIn(3) ? 0x110000 : chance.oneIn(2) ? 0x3000 : 0x250);
            if (point < 0xD800 || point > 0xDFFF) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }
}
