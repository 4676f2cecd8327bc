package dev.mandate.app.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one installation: writable, and one process's at a time. */
public final class Folder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel channel;

    private Folder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if it is missing and takes it for this process.
     *
     * @param setting what names another
     */
    public static Folder take(Path path, String setting) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            tighten(absolute, setting);
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new Failure("folder `" + absolute
                        + "` is in use by another `mandate`: stop it, or choose another with " + setting);
            }
            return new Folder(absolute, channel);
        } catch (IOException e) {
            throw new Failure(
                    "cannot write to folder `" + absolute + "` (" + Failure.why(e)
                            + "): make it writable, or choose another with " + setting,
                    e);
        }
    }

    /** Keys and credentials are below it, so others may not look into it; a folder of something else is left as it is. */
    private static void tighten(Path folder, String setting) throws IOException {
        if (OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder))) {
            return;
        }
        if (!Files.exists(folder.resolve("lock")) && !isEmpty(folder)) {
            throw new Failure(
                    "folder `" + folder + "` is open to others, and holds something else than Mandate's files: run"
                            + " `chmod 700` on it, or choose another with " + setting);
        }
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Writes a file that is no secret; replaces one of this name. */
    public Path write(String name, String text) {
        Path file = path.resolve(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure("cannot write `" + file + "`: " + Failure.why(e), e);
        }
    }

    public EnvironmentFile file(String name) {
        return EnvironmentFile.read(path.resolve(name));
    }

    /** A secret of 256 bits that is made at the first start. */
    public String secret(String file) {
        return file(file).once("KEY", () -> {
            byte[] bits = new byte[32];
            new SecureRandom().nextBytes(bits);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Failure("cannot release folder `" + path + "`", e);
        }
    }
}
