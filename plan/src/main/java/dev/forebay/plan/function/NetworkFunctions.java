package dev.forebay.plan.function;

import java.util.List;

/** URLs, e-mail addresses, IP addresses, card numbers. What is none gives null. */
final class NetworkFunctions {
    private static final String ADDRESSES =
            "IPv4 is four numbers from 0 to 255 without leading zeros; IPv6 as RFC 4291 has it, without a zone. An IPv4-mapped IPv6 address (::ffff:1.2.3.4) counts as IPv4.";

    static final List<Entry> ENTRIES = List.of(
            entry("URL_HOST", "The host of a URL in lower case, without user and port; null where it has none.")
                    .takes("url", "a text")
                    .on("string -> string?")
                    .details(
                            "What stands between `scheme://` (a letter, then letters, digits, `+`, `-`, `.`), or `//` at the beginning, and the next `/`, `?`, `#` or the end; without what is up to its last `@`, and without a `:` and digits at its end. Brackets around IPv6 stay. Only A to Z are lowered.")
                    .example("URL_HOST('https://user@Shop.Example.com:8443/cart?id=1')", "'shop.example.com'")
                    .example("URL_HOST('not a url')", "NULL"),
            entry("URL_PATH", "The path of a URL.")
                    .takes("url", "a text")
                    .on("string -> string")
                    .details(
                            "What follows the host (see `URL_HOST`), or the whole text where there is none, up to the first `?` or `#`.")
                    .example("URL_PATH('https://example.com/a/b?x=1')", "'/a/b'")
                    .example("URL_PATH('https://example.com')", "''"),
            entry(
                            "URL_PARAM",
                            "The value of the first parameter of that name in a URL's query, decoded; null where there is none.")
                    .takes("url", "a text")
                    .takes("name", "the parameter's name")
                    .on("string, string -> string?")
                    .details(
                            "The query is between the first `?` and the first `#` after it. Pairs are separated by `&`, name and value by the first `=`; without `=` the value is empty. In both `+` is a space and `%XX` a byte of UTF-8; a `%` without two hexadecimal digits stays; bytes that are no UTF-8 become U+FFFD as Java's String decodes them.")
                    .example("URL_PARAM('https://example.com/?q=a+b&utm=x%26y', 'utm')", "'x&y'")
                    .example("URL_PARAM('https://example.com/?q=a+b', 'q')", "'a b'")
                    .example("URL_PARAM('https://example.com/', 'q')", "NULL"),
            entry("EMAIL_DOMAIN", "What is behind the last `@`, in lower case; null where one side of it is empty.")
                    .takes("email", "a text")
                    .on("string -> string?")
                    .details("In lower case as by `LOWER`.")
                    .example("EMAIL_DOMAIN('Jo.Doe@Mail.Example')", "'mail.example'")
                    .example("EMAIL_DOMAIN('nobody')", "NULL"),
            entry("EMAIL_LOCAL", "What is before the last `@`; null where one side of it is empty.")
                    .takes("email", "a text")
                    .on("string -> string?")
                    .example("EMAIL_LOCAL('Jo.Doe@mail.example')", "'Jo.Doe'"),
            entry("IP_TO_LONG", "An IPv4 address as a number; null for any other text.")
                    .takes("ip", "a text")
                    .on("string -> long?")
                    .details(ADDRESSES)
                    .example("IP_TO_LONG('10.0.0.1')", "167772161")
                    .example("IP_TO_LONG('10.0.0.256')", "NULL"),
            entry("IP_IN_CIDR", "Whether an address is in a block; null where it is no address.")
                    .takes("ip", "a text")
                    .constant("block", ConstantRule.CIDR)
                    .on("string, string -> boolean?")
                    .details(
                            "False where one is IPv4 and the other IPv6. Bits of the block behind its prefix do not count. "
                                    + ADDRESSES)
                    .example("IP_IN_CIDR('192.168.7.4', '192.168.0.0/16')", "true")
                    .example("IP_IN_CIDR('2001:db8::1', '2001:db8::/32')", "true"),
            entry("IP_PREFIX", "The block of that many bits that an address is in; null where it is no address.")
                    .takes("ip", "a text")
                    .takes("bits", "how many leading bits stay; more than the address has keeps all")
                    .on("string, long -> string?!")
                    .details("IPv6 is written as RFC 5952 has it. " + ADDRESSES)
                    .errors("domain: bits below 0.")
                    .example("IP_PREFIX('10.1.2.3', 24)", "'10.1.2.0/24'")
                    .example("IP_PREFIX('2001:DB8:0:0:1::9', 64)", "'2001:db8::/64'"),
            entry("IS_PRIVATE_IP", "Whether an address is not of the public internet; null where it is no address.")
                    .takes("ip", "a text")
                    .on("string -> boolean?")
                    .details(
                            "In 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 127.0.0.0/8, 169.254.0.0/16, 100.64.0.0/10, ::1/128, fc00::/7 or fe80::/10. "
                                    + ADDRESSES)
                    .example("IS_PRIVATE_IP('172.20.1.1')", "true")
                    .example("IS_PRIVATE_IP('8.8.8.8')", "false"),
            entry("LUHN_VALID", "Whether a number's check digit is right, as card numbers have it.")
                    .takes("s", "a text")
                    .on("string -> boolean")
                    .details(
                            "Spaces and hyphens are passed over; false for any other character and for fewer than 2 digits.")
                    .example("LUHN_VALID('4539 5787 6362 1486')", "true")
                    .example("LUHN_VALID('4539 5787 6362 1487')", "false"));

    private NetworkFunctions() {}

    private static Entry entry(String name, String summary) {
        return new Entry(Category.NETWORK, name, summary);
    }
}
