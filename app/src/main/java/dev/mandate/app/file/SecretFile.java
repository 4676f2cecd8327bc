package dev.mandate.app.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** A file with a secret: its owner alone may read it, who is this process's account or root. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Path SELF = Path.of("/proc/self");
    private static final int ROOT = 0;

    private SecretFile() {}

    /**
     * Reads the file.
     *
     * @param otherwise what to do if it cannot be read
     * @throws Failure if it cannot be read, or others may read or write it; the text is not repeated
     */
    public static String read(Path file, String otherwise) {
        String text = TextFile.read(file, otherwise);
        require(file);
        return text;
    }

    /**
     * Looks at who may read a file.
     *
     * @throws Failure if it is not there, or others may read or write it
     */
    public static void require(Path file) {
        try {
            Set<PosixFilePermission> wider = new HashSet<>(Files.getPosixFilePermissions(file));
            wider.removeAll(OF_OWNER);
            if (!wider.isEmpty()) {
                throw new Failure("others may read the secret in `" + file + "`: run `chmod 600` on it");
            }
            int owner = uid(file);
            if (owner != ROOT && Files.exists(SELF) && owner != uid(SELF)) {
                throw new Failure("the secret in `" + file + "` belongs to another account (" + Files.getOwner(file)
                        + "): run `chown` on it");
            }
        } catch (IOException e) {
            throw new Failure("cannot read `" + file + "`: " + Failure.why(e), e);
        }
    }

    private static int uid(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }
}
