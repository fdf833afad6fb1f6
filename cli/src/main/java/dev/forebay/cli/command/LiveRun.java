package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.console.LiveScreen;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.runtime.EmbeddedRun;
import dev.forebay.runtime.RunStatus;
import dev.forebay.runtime.RunSummary;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run with its status shown while it goes on: one screen in a terminal, a line now and then in a log.
 *
 * <p>The screen is drawn twice a second on standard error; log lines are printed above it.
 */
public final class LiveRun {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);
    private static final Duration REDRAW = Duration.ofMillis(500);
    private static final Duration STATUS_LINE = Duration.ofSeconds(10);

    private final PrintStream err;
    private final boolean screenWanted;
    private final LiveScreen screen;

    /** @param plain whether to print status lines even where a screen could be drawn */
    public LiveRun(Terminal terminal, boolean plain, Logging.Format format, Level level) {
        this.err = terminal.err();
        this.screenWanted = terminal.errIsTerminal() && !plain && format == Logging.Format.TEXT;
        this.screen = new LiveScreen(err);
        Logging.configure(format, level, this::logLine);
    }

    /** Runs to the end, showing what {@code panel} makes of the status. */
    public RunSummary run(EmbeddedRun run, Function<RunStatus, List<String>> panel) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread watch = new Thread(() -> watch(run, panel, ended), "forebay-status");
        watch.setDaemon(true);
        watch.start();
        try {
            return run.run();
        } finally {
            ended.countDown();
            if (screenWanted) {
                screen.draw(panel.apply(run.status()));
                screen.end();
            }
        }
    }

    private void watch(EmbeddedRun run, Function<RunStatus, List<String>> panel, CountDownLatch ended) {
        Duration period = screenWanted ? REDRAW : STATUS_LINE;
        try {
            while (!ended.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                show(run.status(), panel);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(RunStatus status, Function<RunStatus, List<String>> panel) {
        if (screenWanted) {
            screen.draw(panel.apply(status));
        } else {
            LOG.info("{}", StatusPanel.line(status));
        }
    }

    private void logLine(String line) {
        if (screenWanted) {
            screen.above(line);
        } else {
            synchronized (screen) {
                err.println(line);
                err.flush();
            }
        }
    }
}
