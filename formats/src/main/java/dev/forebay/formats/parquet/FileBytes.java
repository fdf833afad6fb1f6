package dev.forebay.formats.parquet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file's bytes by position. One thread at a time. */
final class FileBytes implements Closeable {
    private final FileChannel channel;
    private final long size;

    private FileBytes(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    static FileBytes open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileBytes(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    long size() {
        return size;
    }

    void read(long position, byte[] into, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - from) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
