package dev.forebay.sklearn.pickle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a pickle may use: all of them, by exact module and name. There is no pattern and no way to add one at run
 * time.
 *
 * <p>None is ever looked up in this JVM or anywhere else: each only selects a branch of this reader.
 */
public enum AllowedGlobal {
    // The other module is that of scikit-learn before 0.22.
    STANDARD_SCALER(Role.OBJECT, "StandardScaler", "sklearn.preprocessing._data", "sklearn.preprocessing.data"),
    JOBLIB_ARRAY(Role.OBJECT, "NumpyArrayWrapper", "joblib.numpy_pickle"),
    NDARRAY(Role.TYPE, "ndarray", "numpy"),
    // The class of arrays that joblib.load(..., mmap_mode='r') gave, once they are saved again; the file holds them
    // whole.
    MEMMAP(Role.TYPE, "memmap", "numpy"),
    DTYPE(Role.FUNCTION, "dtype", "numpy"),
    // numpy 2 renamed numpy.core to numpy._core.
    RECONSTRUCT(Role.FUNCTION, "_reconstruct", "numpy._core.multiarray", "numpy.core.multiarray"),
    SCALAR(Role.FUNCTION, "scalar", "numpy._core.multiarray", "numpy.core.multiarray"),
    FROM_BUFFER(Role.FUNCTION, "_frombuffer", "numpy._core.numeric", "numpy.core.numeric"),
    // How protocol 2 writes bytes.
    ENCODE(Role.FUNCTION, "encode", "_codecs");

    /** What may be done with a name. */
    enum Role {
        /** A class: an inert {@link Value.Instance} is made of it. */
        OBJECT,
        /** A type that is handed on as an argument. */
        TYPE,
        /** A constructor of plain data, for which this reader has its own code. */
        FUNCTION
    }

    private static final Map<String, AllowedGlobal> BY_NAME = byName();

    private final Role role;
    private final String simpleName;
    private final String module;
    private final String formerModule;

    AllowedGlobal(Role role, String simpleName, String module) {
        this(role, simpleName, module, module);
    }

    AllowedGlobal(Role role, String simpleName, String module, String formerModule) {
        this.role = role;
        this.simpleName = simpleName;
        this.module = module;
        this.formerModule = formerModule;
    }

    Role role() {
        return role;
    }

    /** The name without its module. */
    public String simpleName() {
        return simpleName;
    }

    static Optional<AllowedGlobal> of(String module, String name) {
        return Optional.ofNullable(BY_NAME.get(key(module, name)));
    }

    // A module has no line feed in GLOBAL, and one in STACK_GLOBAL only finds nothing: no two pairs share a key.
    private static String key(String module, String name) {
        return module + '\n' + name;
    }

    private static Map<String, AllowedGlobal> byName() {
        Map<String, AllowedGlobal> all = new HashMap<>();
        for (AllowedGlobal global : values()) {
            all.put(key(global.module, global.simpleName), global);
            all.put(key(global.formerModule, global.simpleName), global);
        }
        return Map.copyOf(all);
    }
}
