package dev.forebay.definition.yaml;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML file into a tree, event by event: what a definition may not use is answered where it is met, before anything
 * is expanded. Stateless; safe for several threads.
 */
public final class YamlReader {
    /** The longest file, in characters. */
    public static final int MAX_LENGTH = 16 * 1024 * 1024;

    private static final Pattern LONG_ESCAPE = Pattern.compile("\\\\U([0-9A-Fa-f]{8})");

    private YamlReader() {}

    /** The root of the file; null after adding what is wrong to {@code into}. */
    public static @Nullable YamlNode read(SourceText source, Diagnostics into) {
        String text = source.text();
        if (text.length() > MAX_LENGTH) {
            into.add(
                    DefinitionCode.FILE_TOO_LARGE,
                    new Span(source, 0, 0),
                    String.format(Locale.ROOT, "the file has %,d characters, more than %,d", text.length(), MAX_LENGTH),
                    "a definition is small; data is not part of it");
            return null;
        }
        Offsets offsets = new Offsets(source);
        TreeBuilder builder = new TreeBuilder(offsets, into);
        try {
            YamlNode root = build(offsets.yaml(), builder);
            if (root == null) {
                into.add(
                        DefinitionCode.EMPTY_FILE,
                        new Span(source, 0, 0),
                        "the file is empty",
                        "a definition begins with: forebay: 1",
                        "'forebay new DIR' writes a commented one");
            }
            return root;
        } catch (YamlMistake e) {
            into.add(e.diagnostic());
        } catch (ReaderException e) {
            into.add(oddCharacter(e, offsets));
        } catch (MarkedYamlEngineException e) {
            into.add(YamlComplaint.about(e, offsets));
        } catch (IllegalArgumentException e) {
            // The library lets this one through for an escape past the last code point.
            into.add(escapePastTheLast(source));
        } catch (YamlEngineException e) {
            into.add(DefinitionCode.YAML_SYNTAX, new Span(source, 0, 0), "the file is not YAML: " + e.getMessage());
        }
        return null;
    }

    private static @Nullable YamlNode build(String yaml, TreeBuilder builder) {
        // The library copies all of a long word again for each buffer it reads: with one buffer that is once.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(1024, yaml.length() + 2))
                .build();
        Iterator<Event> events = new Parse(settings).parseString(yaml).iterator();
        while (events.hasNext()) {
            builder.accept(events.next());
        }
        return builder.root();
    }

    private static Diagnostic escapePastTheLast(SourceText source) {
        Matcher matcher = LONG_ESCAPE.matcher(source.text());
        Span span = new Span(source, 0, 0);
        while (matcher.find()) {
            if (Long.parseLong(matcher.group(1), 16) > Character.MAX_CODE_POINT) {
                span = new Span(source, matcher.start(), matcher.end());
                break;
            }
        }
        return Diagnostic.of(
                DefinitionCode.YAML_SYNTAX, span, "the escape names no character", "the last one is \\U0010FFFF");
    }

    private static Diagnostic oddCharacter(ReaderException e, Offsets offsets) {
        int start = offsets.offset(e.getPosition());
        Span span = offsets.span(start, Math.min(start + Character.charCount(e.getCodePoint()), offsets.length()));
        String note = e.getCodePoint() == 0xFFFD || e.getCodePoint() == 0
                ? "is this a text file in UTF-8?"
                : "take it away, or write it as an escape between double quotes: \"\\x%02X\""
                        .formatted(e.getCodePoint());
        return Diagnostic.of(
                DefinitionCode.ODD_CHARACTER,
                span,
                "the character U+%04X cannot stand in a YAML file".formatted(e.getCodePoint()),
                note);
    }
}
