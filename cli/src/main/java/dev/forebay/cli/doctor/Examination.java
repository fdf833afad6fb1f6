package dev.forebay.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The machine this process is on: Java, memory, disk. */
public final class Examination {
    private static final long LITTLE_DISK = 1L << 30;
    private static final long LITTLE_HEAP = 256L << 20;

    private Examination() {}

    /** What a pipeline needs of the machine, whatever it does. */
    public static List<Finding> machine(Path directory) {
        List<Finding> findings = new ArrayList<>();
        int version = Runtime.version().feature();
        findings.add(Finding.good(
                "java",
                version + " (" + System.getProperty("java.vendor", "unknown vendor") + "), "
                        + Runtime.getRuntime().availableProcessors() + " processors"));
        long heap = Runtime.getRuntime().maxMemory();
        findings.add(
                heap < LITTLE_HEAP
                        ? Finding.doubtful(
                                "memory", bytes(heap) + " of heap", "give the process more: FOREBAY_JAVA_OPTS=-Xmx1g")
                        : Finding.good("memory", bytes(heap) + " of heap at most"));
        findings.add(disk(directory));
        return findings;
    }

    private static Finding disk(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return Finding.bad("disk", "there is no " + directory, "name another directory for state");
        }
        try {
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace();
            if (!Files.isWritable(there)) {
                return Finding.bad(
                        "disk", there + " cannot be written", "state and files are kept there: check the rights");
            }
            return free < LITTLE_DISK
                    ? Finding.doubtful("disk", bytes(free) + " free at " + there, "make room: snapshots are kept there")
                    : Finding.good("disk", bytes(free) + " free at " + there);
        } catch (IOException e) {
            return Finding.bad("disk", "cannot look at " + there + ": " + e.getMessage(), "check the disk");
        }
    }

    static String bytes(long count) {
        double size = count;
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }
}
