package dev.mandate.control.token.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.control.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The private key that this installation signs access tokens with; its public half is published. */
public final class TokenKey {
    private final ECKey key;

    private TokenKey(ECKey key) {
        this.key = key;
    }

    /**
     * Finds the key, or makes the installation's first.
     *
     * @param master base64 of the master key; if null, the file holds it, and is made if missing
     * @throws IOException if the file cannot be read or made, or others may read it
     * @throws IllegalStateException if the private half is not there, or the master key is another
     */
    public static TokenKey open(Log log, JdbcClient jdbc, @Nullable String master, Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        MasterKey opened = master == null ? MasterKeyFile.open(file, random) : MasterKey.parse(master);
        return new TokenKey(new SigningKeys(log, jdbc, opened, random).open());
    }

    /**
     * Looks at the form of a master key.
     *
     * @throws IllegalArgumentException that names the setting and does not repeat the key
     */
    public static void checkMaster(String master) {
        try {
            MasterKey.parse(master);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "`mandate.token.master-key` must be base64 of " + MasterKey.LENGTH + " bytes", e);
        }
    }

    public ECKey key() {
        return key;
    }

    /** Without the private half. */
    @Override
    public String toString() {
        return "token key " + key.getKeyID();
    }
}
