package dev.forebay.engine.function;

import dev.forebay.plan.function.Signature;
import java.util.Map;
import java.util.Set;

/** Every kernel there is, by the id of its signature. */
public final class Kernels {
    private static final Map<String, Kernel> BY_ID = all();

    private Kernels() {}

    /**
     * The kernel of a signature.
     *
     * @throws IllegalArgumentException if there is none: the plan's library and this engine do not belong together
     */
    public static Kernel of(Signature signature) {
        return byId(signature.id());
    }

    static Kernel byId(String id) {
        Kernel kernel = BY_ID.get(id);
        if (kernel == null) {
            throw new IllegalArgumentException("no kernel for " + id);
        }
        return kernel;
    }

    /** The ids of all signatures that have a kernel. */
    public static Set<String> ids() {
        return BY_ID.keySet();
    }

    private static Map<String, Kernel> all() {
        KernelTable table = new KernelTable();
        LongArithmetic.addTo(table);
        DoubleArithmetic.addTo(table);
        DecimalArithmetic.addTo(table);
        Comparisons.addTo(table);
        Distinctions.addTo(table);
        RealFunctions.addTo(table);
        Rounding.addTo(table);
        Ranges.addTo(table);
        Extremes.addTo(table);
        TextLengths.addTo(table);
        Slices.addTo(table);
        Texts.addTo(table);
        Likeness.addTo(table);
        RegularExpressions.addTo(table);
        Similarity.addTo(table);
        CalendarParts.addTo(table);
        TimeArithmetic.addTo(table);
        TimeTruncation.addTo(table);
        Places.addTo(table);
        Hashes.addTo(table);
        WebAddresses.addTo(table);
        IpAddresses.addTo(table);
        return table.kernels();
    }
}
