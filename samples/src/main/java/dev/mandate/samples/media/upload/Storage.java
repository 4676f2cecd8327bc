package dev.mandate.samples.media.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Files on disk by id. A file appears completely or not at all; bytes are streamed, never buffered in memory. */
public final class Storage {
    private final Path files;
    private final Path arriving;

    Storage(Path folder) throws IOException {
        this.files = Files.createDirectories(folder.resolve("files"));
        this.arriving = Files.createDirectories(folder.resolve("arriving"));
        sweep();
    }

    /**
     * Stores the bytes if they match the expected length and MD5.
     *
     * @return length and MD5 of what arrived, at most one byte more than expected; stored only if equal to
     *     {@code expected}
     */
    StoredBytes store(UUID file, InputStream bytes, StoredBytes expected) throws IOException {
        return keep(file, bytes, expected.length() + 1, expected::equals);
    }

    /** Stores bytes from the studio itself, without a check. */
    public StoredBytes put(UUID file, InputStream bytes) throws IOException {
        return keep(file, bytes, Long.MAX_VALUE, any -> true);
    }

    /** Returns length and MD5 of the bytes that are on disk now; empty if the file does not exist. */
    public Optional<StoredBytes> measure(UUID file) throws IOException {
        if (!Files.exists(path(file))) {
            return Optional.empty();
        }
        try (InputStream bytes = Files.newInputStream(path(file))) {
            return Optional.of(measured(bytes, OutputStream.nullOutputStream(), Long.MAX_VALUE));
        }
    }

    Path path(UUID file) {
        return files.resolve(file.toString());
    }

    private StoredBytes keep(UUID file, InputStream bytes, long most, Predicate<StoredBytes> wanted)
            throws IOException {
        Path part = Files.createTempFile(arriving, file.toString(), ".part");
        try {
            StoredBytes arrived = copy(bytes, part, most);
            if (wanted.test(arrived)) {
                Files.move(part, path(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return arrived;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Deletes partial files of a process that was killed during an upload. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(arriving)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        }
    }

    private static StoredBytes copy(InputStream bytes, Path part, long most) throws IOException {
        try (OutputStream out = Files.newOutputStream(part)) {
            return measured(bytes, out, most);
        }
    }

    private static StoredBytes measured(InputStream bytes, OutputStream out, long most) throws IOException {
        MessageDigest md5 = md5();
        DigestInputStream digested = new DigestInputStream(bytes, md5);
        byte[] buffer = new byte[16 * 1024];
        long length = 0;
        while (length < most) {
            int read = digested.read(buffer, 0, (int) Math.min(buffer.length, most - length));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            length += read;
        }
        return new StoredBytes(length, HexFormat.of().formatHex(md5.digest()));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this is a bug: every JDK has MD5", impossible);
        }
    }
}
