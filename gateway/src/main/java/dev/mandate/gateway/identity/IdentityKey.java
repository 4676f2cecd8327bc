package dev.mandate.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/**
 * The gateway's own P-256 key, with which it signs identities and nothing else: made at the first start and
 * after it was retired, never leaves its folder, readable by its owner alone.
 */
public final class IdentityKey {
    private static final String FILE = "identity-key.json";

    private IdentityKey() {}

    /**
     * Reads the key of this folder, or makes it.
     *
     * @throws IllegalStateException if a file is there that holds no such key
     */
    public static ECKey in(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            return Files.exists(file) ? read(file) : make(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + folder + "` must be a folder that the gateway can write", failed);
        }
    }

    /** Makes another key in place of this folder's, which is lost. */
    static ECKey renewed(Path folder) throws IOException {
        Files.createDirectories(folder);
        return make(folder.resolve(FILE));
    }

    private static ECKey read(Path file) throws IOException {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (key.isPrivate() && Curve.P_256.equals(key.getCurve())) {
                return key;
            }
        } catch (ParseException unreadable) {
            throw new IllegalStateException(
                    "`" + file + "` holds no identity key: remove it and a new one is made", unreadable);
        }
        throw new IllegalStateException("`" + file + "` holds no private P-256 key: remove it and a new one is made");
    }

    /** Writes a temporary file and renames it, so that neither a crash nor a loss of power leaves half of a key. */
    private static ECKey make(Path file) throws IOException {
        ECKey key = generated("gw-" + UUID.randomUUID());
        Path whole = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, key.toJSONString(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }

    /** A new key that is kept nowhere. */
    public static ECKey generated(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(kid)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException("this is a bug: no P-256 key could be made", broken);
        }
    }
}
