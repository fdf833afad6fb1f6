package dev.forebay.release.registry;

import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Content in files that are called by their digests. A file appears whole or not at all, is never changed, and is checked whenever it is read.
 * Safe for several processes.
 */
final class BlobDirectory {
    private final Path directory;

    BlobDirectory(Path directory) {
        this.directory = directory;
    }

    /** Keeps content, on the disk before it returns. What is there already stays. */
    void put(Digest digest, byte[] content) throws ReleaseRefusal {
        Path file = file(digest);
        if (Files.exists(file)) {
            return;
        }
        Path unfinished = null;
        try {
            Files.createDirectories(directory);
            unfinished = Files.createTempFile(directory, digest.brief(), ".unfinished");
            try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(unfinished);
            throw new ReleaseRefusal(
                            ReleaseCode.REGISTRY_WRITE,
                            "cannot write to the registry: " + e.getMessage(),
                            "looked at " + directory,
                            "nothing was registered; free some space or check the rights, and try again")
                    .because(e);
        }
    }

    private static void discard(@org.jspecify.annotations.Nullable Path unfinished) {
        if (unfinished != null) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                // It has a name that nothing reads.
                return;
            }
        }
    }

    /** Content that is what its digest says. */
    byte[] get(Digest digest, String what) throws ReleaseRefusal {
        Path file = file(digest);
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ReleaseRefusal(
                    ReleaseCode.DAMAGED,
                    what + " is missing from the registry",
                    "looked for " + file,
                    "bring it back from a copy, or import the release again");
        } catch (IOException e) {
            throw new ReleaseRefusal(
                            ReleaseCode.DAMAGED, what + " cannot be read: " + e.getMessage(), "looked at " + file)
                    .because(e);
        }
        if (!Digest.of(content).equals(digest)) {
            throw new ReleaseRefusal(
                    ReleaseCode.DAMAGED,
                    what + " is damaged: its bytes have the digest "
                            + Digest.of(content).brief() + " instead of " + digest.brief(),
                    "looked at " + file,
                    "delete that file and import the release again, or bring it back from a copy");
        }
        return content;
    }

    private Path file(Digest digest) {
        return directory.resolve(digest.hex());
    }
}
