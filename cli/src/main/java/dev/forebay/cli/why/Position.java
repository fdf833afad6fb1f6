package dev.forebay.cli.why;

/**
 * Where an event stands.
 *
 * @param offset in the partition; in a file its number from 0
 */
public record Position(int partition, long offset) {
    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
