package dev.forebay.cli.command;

import dev.forebay.cli.console.LiveScreen;
import dev.forebay.cli.console.Terminal;
import dev.forebay.runtime.backfill.BackfillStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One line in a terminal that says how far a backfill is; nothing elsewhere. The line is gone when this is closed. */
final class BackfillProgress implements AutoCloseable {
    private static final long REDRAW_MILLIS = 500;

    private final boolean wanted;
    private final LiveScreen screen;
    private final CountDownLatch ended = new CountDownLatch(1);

    BackfillProgress(Terminal terminal) {
        wanted = terminal.errIsTerminal();
        screen = new LiveScreen(terminal.err());
    }

    /** @param status asked now and then */
    void follow(Supplier<BackfillStatus> status) {
        if (wanted) {
            Thread thread = new Thread(() -> watch(status), "forebay-progress");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watch(Supplier<BackfillStatus> status) {
        try {
            while (!ended.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
                draw(line(status.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void draw(String line) {
        if (ended.getCount() > 0) {
            screen.draw(List.of(line));
        }
    }

    static String line(BackfillStatus status) {
        double seconds = status.elapsed().toNanos() / 1e9;
        return String.format(
                Locale.ROOT,
                "%5.1f %%   read %,d   %,.0f /s   rejected %,d   %s",
                100 * status.share(),
                status.read(),
                seconds > 0 ? status.read() / seconds : 0,
                status.rejected(),
                timeLeft(status.share(), seconds));
    }

    private static String timeLeft(double share, double seconds) {
        return share < 0.001
                ? ""
                : StatusPanel.duration(Duration.ofMillis(Math.round(1000 * seconds * (1 - share) / share))) + " left";
    }

    @Override
    public synchronized void close() {
        ended.countDown();
        screen.draw(List.of());
        screen.end();
    }
}
