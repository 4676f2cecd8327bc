package dev.mandate.control.token.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The master key in a file of its own, made at the first start and readable by its owner alone. */
final class MasterKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FROM_THE_START =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private MasterKeyFile() {}

    /**
     * Reads the key, after making one if there is no file.
     *
     * @throws IOException if others may read the file, or it cannot be read or made
     */
    static MasterKey open(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            make(file, random);
        }
        Set<PosixFilePermission> wider = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        wider.removeAll(OWNER_ONLY);
        if (!wider.isEmpty()) {
            throw new IOException("others may read the master key in `" + file + "`; run `chmod 600` on it");
        }
        return MasterKey.parse(Files.readString(file, StandardCharsets.US_ASCII));
    }

    /** Whole or not at all under its name: another node on this folder may be making one too. */
    private static void make(Path file, SecureRandom random) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        byte[] key = new byte[MasterKey.LENGTH];
        random.nextBytes(key);
        Path fresh = Files.createTempFile(folder, "master", ".new", OWNER_ONLY_FROM_THE_START);
        try {
            write(fresh, Base64.getEncoder().encodeToString(key) + "\n");
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            return; // another node was first, and its key is the one
        } finally {
            Files.delete(fresh);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
