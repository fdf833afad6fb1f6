package dev.forebay.runtime.request;

/**
 * What the JDK's HTTP server takes from system properties, once, when its first server is made. What the user set stays.
 */
public final class ServerSettings {
    private ServerSettings() {}

    /** Sets what is not set: before any server is made. */
    public static void apply() {
        // Without it an answer on a connection that is kept waits for the acknowledgement of its first packet, 40 ms.
        set("sun.net.httpserver.nodelay", "true");
        // A request that trickles in, and an answer that is not fetched, hold a thread for no longer than this.
        set("sun.net.httpserver.maxReqTime", "10");
        set("sun.net.httpserver.maxRspTime", "30");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
