package dev.forebay.benchmarks.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waiting for something to become true, with an end. */
final class Waiting {

    private Waiting() {}

    /** The first answer that is not empty, asked for every {@code pause}; empty when {@code patience} is over. */
    static <T> Optional<T> answer(Duration patience, Duration pause, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return Optional.empty();
    }
}
