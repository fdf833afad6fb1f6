package dev.forebay.runtime.reread;

import dev.forebay.runtime.journal.Chunk;
import dev.forebay.runtime.journal.Decision;
import java.util.List;

/** What of a commit is needed to read its events again: the chunks in their order, and what was decided between them. */
record RereadCommit(List<Chunk> chunks, List<Decision> decisions) {
    RereadCommit {
        chunks = List.copyOf(chunks);
        decisions = List.copyOf(decisions);
    }
}
