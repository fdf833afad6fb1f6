package dev.forebay.runtime.ownership;

import dev.forebay.runtime.journal.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** This process as a journal names it, and what it can see of others on the same machine. */
public final class ThisProcess {
    private static final Set<String> RUNNING = ConcurrentHashMap.newKeySet();

    private ThisProcess() {}

    /** A run of this process begins. */
    public static void begins(Instance run) {
        RUNNING.add(run.id());
    }

    /** A run of this process is over, however it ended. */
    public static void ended(Instance run) {
        RUNNING.remove(run.id());
    }

    /** A new run of this process. */
    public static Instance instance() {
        ProcessHandle self = ProcessHandle.current();
        return new Instance(
                UUID.randomUUID().toString(),
                hostName(),
                machine(),
                self.pid(),
                startMillis(self),
                System.currentTimeMillis());
    }

    /**
     * Whether the process of {@code other} is certainly gone: it ran where this process can see it, and it is not there. A pid that
     * now belongs to another process is told apart by when that one started.
     */
    static boolean isDead(Instance other) {
        if (!other.machine().equals(machine())) {
            return false;
        }
        Optional<ProcessHandle> there = ProcessHandle.of(other.pid()).filter(ProcessHandle::isAlive);
        if (there.isEmpty() || startMillis(there.get()) != other.processStartMillis()) {
            return true;
        }
        return other.pid() == ProcessHandle.current().pid() && !isRunningHere(other);
    }

    /** Whether {@code other} is a run of this very process that is not over. */
    static boolean isRunningHere(Instance other) {
        return RUNNING.contains(other.id());
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** Host, boot and process namespace: two containers of one host have different ones, and so has a host after a reboot. */
    private static String machine() {
        return hostName() + "/" + read("/proc/sys/kernel/random/boot_id") + "/" + link("/proc/self/ns/pid");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | SecurityException e) {
            return "";
        }
    }

    private static String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return "";
        }
    }
}
