package dev.forebay.release.registry;

import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where releases are kept, and labels that point at them. Releases never change; labels move, and every move is kept.
 *
 * <p>What a call does is done whole or not at all, and is on the disk when it returns. <b>Threads</b>: one at a time; several processes may have the
 * same registry open.
 */
public interface Registry extends AutoCloseable {

    /** Keeps a release; one that is there already stays as it is. True if it is new. */
    boolean register(Release release, Actor by) throws ReleaseRefusal;

    /** A release with all its parts, each checked against its digest. */
    Release release(Digest digest) throws ReleaseRefusal;

    /**
     * What a reference means.
     *
     * @param reference a digest, the first digits of one (at least 4), a label where only one pipeline has it, or {@code pipeline:label}
     */
    Digest find(String reference) throws ReleaseRefusal;

    /**
     * All releases, newest first.
     *
     * @param pipeline of which; null for all
     */
    List<RegisteredRelease> releases(@Nullable String pipeline) throws ReleaseRefusal;

    /** What a label points at. */
    Optional<Digest> label(String pipeline, String label) throws ReleaseRefusal;

    /**
     * Points a label at a release.
     *
     * @param expected what it must point at now, if that matters: another is {@code MOVED_MEANWHILE}
     * @param why in the user's words
     */
    LabelMove promote(Digest to, String label, @Nullable Digest expected, Actor by, String why) throws ReleaseRefusal;

    /** Points a label back at what it pointed at before its last move that was not such a step back. */
    LabelMove rollback(String pipeline, String label, Actor by, String why) throws ReleaseRefusal;

    /**
     * The moves of labels, oldest first.
     *
     * @param label of which; null for all
     */
    List<LabelMove> moves(String pipeline, @Nullable String label) throws ReleaseRefusal;

    /** Keeps for ever that a release went on though its model was validated with something else. The release is registered. */
    void allow(Allowance allowance) throws ReleaseRefusal;

    /** What was allowed of a release, oldest first. */
    List<Allowance> allowances(Digest release) throws ReleaseRefusal;

    @Override
    void close();
}
