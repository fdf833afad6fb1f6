package dev.forebay.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one broker on 127.0.0.1: for clients, for the controller, and for the broker's talk with itself.
 *
 * <p>Free ones are looked for below the range from which systems give ports to outgoing connections. Within it a client
 * that calls a stopped broker again and again can be given that very port, reach itself, and keep the broker from
 * coming back.
 */
record Ports(int client, int controller, int internal) {

    static final String HOST = "127.0.0.1";

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;

    /** Three free ports, the client's being {@code client} unless that is 0. Another process may still take them first. */
    static Ports free(int client) {
        try (ServerSocket first = client == 0 ? bindAny() : bind(client);
                ServerSocket second = bindAny();
                ServerSocket third = bindAny()) {
            return new Ports(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("port %d of %s is taken".formatted(client, HOST), e);
        }
    }

    private static ServerSocket bindAny() throws IOException {
        IOException last = new IOException("no attempt made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
