package dev.forebay.runtime.state;

/** A state and the commit after which it stood. */
public final class Snapshot {
    private final long number;
    private final String totalDigest;
    private final byte[] state;

    /**
     * A snapshot.
     *
     * @param number of the commit
     * @param totalDigest the journal's total digest at that commit: a snapshot of another history has another one
     * @param state what the stages know; not copied
     */
    public Snapshot(long number, String totalDigest, byte[] state) {
        this.number = number;
        this.totalDigest = totalDigest;
        this.state = state;
    }

    long number() {
        return number;
    }

    String totalDigest() {
        return totalDigest;
    }

    byte[] state() {
        return state;
    }

    /** The commit, for messages. */
    @Override
    public String toString() {
        return "the snapshot of commit " + number;
    }
}
