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
    /** Where in {@code /proc/PID/stat} the start stands, counted from the state. */
    private static final int START_TICKS = 19;

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
                startMark(self),
                System.currentTimeMillis());
    }

    /** What {@link #isGone} knows this process by. */
    public static String mark() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " " + startMark(self) + " " + machine();
    }

    /** Whether the process of a mark is certainly gone: it ran where this process can see it, and it is not there. */
    public static boolean isGone(String mark) {
        String[] parts = mark.split(" ", 3);
        if (parts.length < 3 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[0-9]{1,18}")) {
            return false;
        }
        return isGone(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    private static boolean isGone(long pid, long start, String machine) {
        if (!machine.equals(machine())) {
            return false;
        }
        Optional<ProcessHandle> there = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return there.isEmpty() || isZombie(pid) || startMark(there.get()) != start;
    }

    /**
     * Whether the process of {@code other} is certainly gone: it ran where this process can see it, and it is not there. A pid that
     * now belongs to another process is told apart by when that one started.
     */
    static boolean isDead(Instance other) {
        if (!other.machine().equals(machine())) {
            return false;
        }
        if (isGone(other.pid(), other.processStart(), other.machine())) {
            return true;
        }
        return other.pid() == ProcessHandle.current().pid() && !isRunningHere(other);
    }

    /** Whether {@code other} is a run of this very process that is not over. */
    static boolean isRunningHere(Instance other) {
        return RUNNING.contains(other.id());
    }

    /**
     * When a process started, as a number that stays the same and that a later process with the same pid does not have: ticks since the
     * machine's boot where the system tells them (clocks may be set), else milliseconds since 1970.
     */
    private static long startMark(ProcessHandle process) {
        String[] fields = stat(process.pid());
        return fields.length > START_TICKS
                ? Long.parseLong(fields[START_TICKS])
                : process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A killed process that its parent has not taken notice of yet: it runs no more. */
    private static boolean isZombie(long pid) {
        String[] fields = stat(pid);
        return fields.length > 0 && fields[0].equals("Z");
    }

    /** What Linux tells of a process after its name, which may hold anything: state, parent and so on; empty elsewhere. */
    private static String[] stat(long pid) {
        String line = read("/proc/" + pid + "/stat");
        int name = line.lastIndexOf(") ");
        return name < 0 ? new String[0] : line.substring(name + 2).split(" ", -1);
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
