package dev.forebay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in the repository is true on every machine: it names none. */
class RepositoryTextTest {
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", ".idea", ".vscode", ".settings");
    private static final int BYTES_TO_JUDGE_BY = 8000;

    /** A path from the root of some machine; one inside a URL or a name is not meant. Written so that it does not match itself. */
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.:/*-])/(?:(?:home|root|work|Users|mnt)/\\w|tmp/[w]t\\b)");

    /** Hosts that packages are fetched from: which one is used is a setting of the machine. */
    private static final Pattern REGISTRY_HOST = Pattern.compile(
            "(?i)repo1?[.]maven[.](?:org|apache[.]org)|pypi[.](?:org|python[.]org)|files[.]pythonhosted[.]org"
                    + "|registry[.]npmjs[.]org|proxy[.]golang[.]org|static[.]crates[.]io|index[.]crates[.]io"
                    + "|plugins[.]gradle[.]org|rubygems[.]org/"
                    + "|https?://[\\w.-]*(?:artifactory|nexus|verdaccio|devpi)");

    @Test
    void files_ofTheRepository_nameNoMachineAndNoRegistry() {
        Path root = root();
        List<Path> files = textFiles(root);
        assertThat(files).as("text files of the repository").hasSizeGreaterThan(50);

        List<String> found = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : read(file).split("\n", -1)) {
                number++;
                for (Pattern pattern : List.of(MACHINE_PATH, REGISTRY_HOST)) {
                    Matcher matcher = pattern.matcher(line);
                    if (matcher.find()) {
                        found.add(root.relativize(file) + ":" + number + ": " + matcher.group());
                    }
                }
            }
        }

        assertThat(found).as("paths of a machine, or hosts of a registry").isEmpty();
    }

    @Test
    void patterns_onWhatTheyAreFor_match() {
        String slash = "/";
        assertThat("cd " + slash + "home/ada/forebay").containsPattern(MACHINE_PATH);
        assertThat("in '" + slash + "work/main'").containsPattern(MACHINE_PATH);
        assertThat("https://a.example" + slash + "home/page").doesNotContainPattern(MACHINE_PATH);
        assertThat("https://repo" + "1.maven.org/maven2").containsPattern(REGISTRY_HOST);
        assertThat("http://maven.apache.org/POM/4.0.0").doesNotContainPattern(REGISTRY_HOST);
    }

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("types")) ? here : here.resolve("..").normalize();
    }

    private static List<Path> textFiles(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !NOT_OURS.contains(file.getFileName().toString())
                            && isText(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static boolean isText(Path file) {
        try (var in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(BYTES_TO_JUDGE_BY)) {
                if (b == 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
