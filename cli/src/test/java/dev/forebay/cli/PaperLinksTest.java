package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the papers point at is there. */
class PaperLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([A-Za-z0-9_./:-]+)(?:#[^)]*)?\\)");
    private static final Pattern METRIC = Pattern.compile("`(forebay_[a-z0-9_]+)");

    @Test
    void linksInPapers_relative_pointAtFiles() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path paper : Papers.all()) {
            Matcher matcher = LINK.matcher(Files.readString(paper));
            while (matcher.find()) {
                String target = matcher.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    links++;
                    if (!Files.exists(paper.resolveSibling(target))) {
                        dead.add(Papers.ROOT.relativize(paper) + " -> " + target);
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(10);
        assertThat(dead).isEmpty();
    }

    @Test
    void everyPageOfTheManual_isLinkedFromItsFront() throws IOException {
        Path docs = Papers.ROOT.resolve("docs");
        String front = Files.readString(docs.resolve("README.md"));

        for (Path paper : Papers.all()) {
            if (paper.startsWith(docs) && !paper.equals(docs.resolve("README.md"))) {
                assertThat(front).contains("(" + docs.relativize(paper) + ")");
            }
        }
    }

    @Test
    void metricsInThePapers_areThoseOfTheCode() throws IOException {
        String source = Files.readString(
                Papers.ROOT.resolve("runtime/src/main/java/dev/forebay/runtime/metrics/RuntimeMetrics.java"),
                StandardCharsets.UTF_8);
        Set<String> unknown = new TreeSet<>();
        int names = 0;
        for (Path paper : Papers.all()) {
            Matcher matcher = METRIC.matcher(Files.readString(paper));
            while (matcher.find()) {
                names++;
                // forebay_fitted is a Python module. The exposition appends these to what the code registers.
                String registered = matcher.group(1).replaceFirst("_(total|bucket|count|sum|info)$", "");
                if (!source.contains("\"" + registered) && !registered.equals("forebay_fitted")) {
                    unknown.add(matcher.group(1));
                }
            }
        }
        assertThat(names).isPositive();
        assertThat(unknown).isEmpty();
    }
}
