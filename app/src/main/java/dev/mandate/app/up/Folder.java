package dev.mandate.app.up;

import dev.mandate.app.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The folder of one installation: writable, and one process's at a time. */
public final class Folder implements AutoCloseable {
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
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    EnvironmentFile file(String name) {
        return EnvironmentFile.read(path.resolve(name));
    }

    /** A secret of 256 bits that is made at the first start. */
    String secret(String file) {
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
