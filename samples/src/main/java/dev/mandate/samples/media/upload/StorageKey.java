package dev.mandate.samples.media.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The key that signs storage URLs: created once per data folder, so that URLs stay valid after a restart. */
final class StorageKey {
    private static final int LENGTH = 32;

    private StorageKey() {}

    static byte[] in(Path folder) throws IOException {
        Path file = folder.resolve("storage.key");
        try {
            byte[] fresh = new byte[LENGTH];
            new SecureRandom().nextBytes(fresh);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
                channel.write(ByteBuffer.wrap(fresh));
            }
        } catch (FileAlreadyExistsException known) {
            // an earlier start created it
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != LENGTH) {
            throw new IOException("`" + file + "` is damaged: remove it, outstanding storage urls then expire");
        }
        return key;
    }
}
