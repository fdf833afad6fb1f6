package dev.forebay.release.artefact;

import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A release as one file, for another machine: a ZIP of {@code manifest.json}, {@code pipeline.yaml} and the parts by their digests. The same release is
 * always the same bytes. What is read is checked against the digests; nothing is written anywhere.
 */
public final class ReleaseArchive {
    private static final String MANIFEST = "manifest.json";
    private static final String SOURCE = "pipeline.yaml";
    private static final String PART = "parts/";
    private static final LocalDateTime SOME_DAY = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** The most bytes an archive may hold, unpacked. */
    public static final long MOST_BYTES = 1L << 30;

    private ReleaseArchive() {}

    /** Writes a release; leaves {@code out} open. */
    public static void write(Release release, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        entry(zip, MANIFEST, release.manifest().bytes());
        entry(zip, SOURCE, release.source().getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (Part part : release.manifest().parts()) {
            parts.put(part.digest().hex(), release.content(part));
        }
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            entry(zip, PART + part.getKey(), part.getValue());
        }
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(SOME_DAY);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a release and checks every part of it.
     *
     * @param name what messages call the file
     */
    public static Release read(InputStream in, String name) throws IOException, ReleaseRefusal {
        byte[] manifestBytes = null;
        byte[] source = null;
        Map<Digest, byte[]> content = new LinkedHashMap<>();
        long left = MOST_BYTES;
        ZipInputStream zip = new ZipInputStream(in);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = bounded(zip, left, name);
                left -= bytes.length;
                if (entry.getName().equals(MANIFEST)) {
                    manifestBytes = bytes;
                } else if (entry.getName().equals(SOURCE)) {
                    source = bytes;
                } else {
                    content.put(part(entry.getName(), bytes, name), bytes);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            // The last for a name that is no UTF-8.
            throw damaged(name, "it is cut short or is no archive").because(e);
        }
        Manifest manifest = manifest(manifestBytes, name);
        if (source == null) {
            throw damaged(name, "it has no " + SOURCE);
        }
        for (Part part : manifest.parts()) {
            if (!content.containsKey(part.digest())) {
                throw damaged(name, "the part '" + part.name() + "' is missing");
            }
        }
        content.keySet().retainAll(manifest.parts().stream().map(Part::digest).toList());
        try {
            return new Release(manifest, content, new String(source, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw damaged(name, "the manifest does not say how long its parts are")
                    .because(e);
        }
    }

    private static byte[] bounded(InputStream in, long most, String name) throws IOException, ReleaseRefusal {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (bytes.size() + (long) n > most) {
                throw new ReleaseRefusal(
                        ReleaseCode.NOT_AN_ARCHIVE,
                        name + " holds more than " + MOST_BYTES + " bytes, which is past the limit");
            }
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    private static Digest part(String entry, byte[] bytes, String name) throws ReleaseRefusal {
        Digest stated = entry.startsWith(PART)
                ? Digest.parse(entry.substring(PART.length())).orElse(null)
                : null;
        if (stated == null) {
            throw damaged(name, "it has an entry '" + entry + "' that no release has");
        }
        if (!Digest.of(bytes).equals(stated)) {
            throw damaged(name, "the part " + stated.brief() + " has other bytes than its digest says");
        }
        return stated;
    }

    private static Manifest manifest(byte @Nullable [] bytes, String name) throws ReleaseRefusal {
        if (bytes == null) {
            throw new ReleaseRefusal(
                    ReleaseCode.NOT_AN_ARCHIVE,
                    name + " is no release: it has no " + MANIFEST,
                    "what would do: a file that 'forebay release export' wrote");
        }
        return Manifest.parse(bytes).orElseThrow(() -> damaged(name, "its manifest is none that this version reads"));
    }

    private static ReleaseRefusal damaged(String name, String why) {
        return new ReleaseRefusal(
                ReleaseCode.DAMAGED,
                name + " is damaged: " + why,
                "nothing was imported; export it again, or copy it again and compare the digests");
    }
}
