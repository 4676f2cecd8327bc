package dev.mandate.control.token.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the key is that private keys are encrypted under.
 *
 * @param key base64 of it; if null, the file holds it, and is made if missing
 */
public record Master(@Nullable String key, Path file) {
    /**
     * Opens the token keys of this installation.
     *
     * @throws IOException if the file cannot be read or made, or others may read it
     * @throws IllegalStateException if a private half is not there, or the master key is another
     */
    public TokenKeys tokenKeys(TokenKeys.Platform platform, JdbcClient jdbc, KeySchedule schedule) throws IOException {
        SecureRandom random = new SecureRandom();
        MasterKey opened = key == null ? MasterKeyFile.open(file, random) : MasterKey.parse(key);
        return TokenKeys.open(platform, new SigningKeys(jdbc, opened, random), schedule);
    }

    /**
     * Looks at the form of a master key.
     *
     * @throws IllegalArgumentException that names the setting and does not repeat the key
     */
    public static void check(String master) {
        try {
            MasterKey.parse(master);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "`mandate.token.master-key` must be base64 of " + MasterKey.LENGTH + " bytes", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return key == null ? "master key in " + file : "master key of the settings";
    }
}
