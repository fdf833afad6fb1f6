package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a run when it begins.
 *
 * @param kind such as {@code run} or {@code backfill}
 * @param release what runs; it is in the registry
 * @param sourceName what messages and rejected events call the definition, such as {@code pipeline.yaml}
 * @param source the definition as it was written then
 * @param process what tells whether the process that runs it is still there
 * @param host facts about the machine: name, processors, JDK
 * @param parameters what the run was asked, by option; no secrets
 * @param inputs the files that it reads
 */
public record RunStart(
        String kind,
        Digest release,
        String sourceName,
        String source,
        String process,
        Map<String, String> host,
        Map<String, String> parameters,
        List<RecordedFile> inputs) {
    public RunStart {
        host = Map.copyOf(new TreeMap<>(host));
        parameters = Map.copyOf(new TreeMap<>(parameters));
        inputs = List.copyOf(inputs);
    }
}
