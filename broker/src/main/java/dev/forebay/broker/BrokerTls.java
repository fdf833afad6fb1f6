package dev.forebay.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A broker's key and self-signed certificate for 127.0.0.1, for tests of encrypted connections.
 *
 * @param keystore PKCS12, with the key under the password
 * @param certificate the certificate alone, PEM: what a client trusts
 */
public record BrokerTls(Path keystore, String password, Path certificate) {

    /** Makes both files in a directory with the JDK's own keytool; about a second. */
    public static BrokerTls create(Path directory) throws IOException {
        Files.createDirectories(directory);
        BrokerTls made = new BrokerTls(directory.resolve("broker.p12"), "broker", directory.resolve("broker.pem"));
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                "3650",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1");
        made.keytool("-exportcert", "-rfc", "-file", made.certificate.toString());
        return made;
    }

    /** What a client sets to trust the broker, besides {@code security.protocol}. */
    public Map<String, String> clientSettings() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", certificate.toString());
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", keystore.toString(), "-storepass", password));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making a key", e);
        }
    }

    /** Names no password. */
    @Override
    public String toString() {
        return "BrokerTls[" + keystore + "]";
    }
}
