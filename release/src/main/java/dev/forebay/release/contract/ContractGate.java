package dev.forebay.release.contract;

import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.contract.OutputContract.Column;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a model gets what it was validated with. Stateless. */
public final class ContractGate {
    private ContractGate() {}

    /** The contract of a release's model; empty where nothing says what it was validated with. */
    public static Optional<OutputContract> contract(Release release) throws ReleaseRefusal {
        byte[] text = release.part(Part.CONTRACT);
        return text == null
                ? Optional.empty()
                : Optional.of(ContractText.read(new String(text, StandardCharsets.UTF_8), "the contract of the model"));
    }

    /** What does not fit between a release and the contract of its own model, in a sentence each; nothing where all does. */
    public static List<String> differences(Release release) throws ReleaseRefusal {
        return contract(release)
                .map(contract -> differences(contract, OutputContract.of(release)))
                .orElse(List.of());
    }

    /**
     * Refuses a release whose model was validated with something else.
     *
     * @param stage what is about to be done, such as {@code build}
     */
    public static void require(Release release, String stage) throws ReleaseRefusal {
        List<String> notes = new ArrayList<>(differences(release));
        if (notes.isEmpty()) {
            return;
        }
        notes.add("validate the model with this release, and write down that it is: forebay release contract RELEASE");
        notes.add("or go on all the same, which is kept for ever: --allow-mismatch 'the reason'");
        throw new ReleaseRefusal(
                ReleaseCode.CONTRACT_MISMATCH,
                "the model of '" + release.manifest().pipeline() + "' was validated with something else: no " + stage,
                notes.toArray(String[]::new));
    }

    /** What does not fit, in a sentence each: shape, names, order, types, what columns are computed from, fitted state. */
    static List<String> differences(OutputContract validated, OutputContract now) {
        List<String> differences = new ArrayList<>();
        if (!validated.pipeline().isEmpty() && !validated.pipeline().equals(now.pipeline())) {
            differences.add("it was validated with the pipeline '" + validated.pipeline() + "', and this is '"
                    + now.pipeline() + "'");
        }
        columns(validated.vector(), now.vector(), differences);
        validated.fitted().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(group -> !group.getValue().equals(now.fitted().get(group.getKey())))
                .forEach(group -> differences.add(
                        now.fitted().containsKey(group.getKey())
                                ? "the fitted state of '" + group.getKey() + "' is another: "
                                        + brief(group.getValue()) + " then, "
                                        + brief(now.fitted().get(group.getKey())) + " now"
                                : "there is no fitted state of '" + group.getKey() + "' now"));
        return differences;
    }

    /**
     * Whether a server answered with another version of the model than was validated.
     *
     * @param answered the version in an answer
     * @return what does not fit; empty where all does, or the contract names no version
     */
    public static Optional<String> answerDifference(OutputContract contract, String answered) {
        String version = contract.version();
        return version == null || version.equals(answered)
                ? Optional.empty()
                : Optional.of("the model was validated in version '" + version + "', and version '" + answered
                        + "' answered");
    }

    private static void columns(List<Column> validated, List<Column> now, List<String> differences) {
        if (validated.size() != now.size()) {
            differences.add("it was given " + numbers(validated.size()) + " an event, and gets " + numbers(now.size()));
        }
        Map<String, Column> before = byName(validated);
        Map<String, Column> after = byName(now);
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> differences.add("'" + name + "' is missing"));
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> differences.add("'" + name + "' is new to it"));
        if (before.keySet().equals(after.keySet())) {
            order(validated, now, differences);
        }
        before.forEach((name, was) -> {
            Column is = after.get(name);
            if (is == null) {
                return;
            }
            if (!was.type().equals(is.type())) {
                differences.add("'" + name + "' was a " + was.type() + ", and is a " + is.type());
            } else if (was.digest() != null && !was.digest().equals(is.digest())) {
                differences.add("'" + name + "' is computed otherwise: " + brief(was.digest()) + " then, "
                        + brief(String.valueOf(is.digest())) + " now");
            }
        });
    }

    private static void order(List<Column> validated, List<Column> now, List<String> differences) {
        for (int i = 0; i < Math.min(validated.size(), now.size()); i++) {
            if (!validated.get(i).name().equals(now.get(i).name())) {
                differences.add("the order is another: place " + (i + 1) + " was '"
                        + validated.get(i).name() + "', and is '" + now.get(i).name() + "'");
                return;
            }
        }
    }

    private static Map<String, Column> byName(List<Column> columns) {
        Map<String, Column> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.name(), column));
        return named;
    }

    private static String numbers(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    private static String brief(String digest) {
        int from = digest.indexOf(':') + 1;
        return digest.substring(from, Math.min(digest.length(), from + 12));
    }
}
