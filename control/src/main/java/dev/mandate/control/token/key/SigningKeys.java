package dev.mandate.control.token.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The private halves of token keys: encrypted in the database, and in memory from their first use to their end. Thread-safe. */
final class SigningKeys {
    private final JdbcClient jdbc;
    private final MasterKey master;
    private final SecureRandom random;
    private final Map<String, ECKey> opened = new ConcurrentHashMap<>();

    SigningKeys(JdbcClient jdbc, MasterKey master, SecureRandom random) {
        this.jdbc = jdbc;
        this.master = master;
        this.random = random;
    }

    /** A new key, known nowhere yet; its id never begins with {@code -}, as commands take that for an option. */
    ECKey generate() {
        ECKey key;
        do {
            key = anyKey();
        } while (key.getKeyID().startsWith("-"));
        return key;
    }

    private ECKey anyKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .secureRandom(random)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this is a bug: every JDK has P-256", e);
        }
    }

    static KeyPublished published(ECKey key) {
        String kid = key.getKeyID();
        return new KeyPublished(kid, KeyUse.TOKEN, PublicJwk.of(key, kid).toJSONString());
    }

    /** Keeps the private half in the transaction of the entry that publishes the key. */
    SideWrite keep(ECKey key) {
        byte[] text = key.toJSONString().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = master.seal(key.getKeyID(), text, random);
        return client -> client.sql("insert into signing_key (kid, sealed) values (:kid, :sealed)")
                .param("kid", key.getKeyID())
                .param("sealed", sealed)
                .update();
    }

    /** Deletes the private half in the transaction of the entry that retires the key. */
    static SideWrite forget(String kid) {
        return client -> client.sql("delete from signing_key where kid = :kid")
                .param("kid", kid)
                .update();
    }

    /**
     * Reads the private half of a published key.
     *
     * @throws MissingKey if it is not there
     * @throws IllegalStateException if the master key is another
     */
    ECKey read(String kid) {
        return opened.computeIfAbsent(kid, this::stored);
    }

    /** Drops from memory what is not in force any more. */
    void keepOnly(List<KeySchedule.Dated> inForce) {
        opened.keySet().retainAll(inForce.stream().map(KeySchedule.Dated::kid).collect(Collectors.toSet()));
    }

    private ECKey stored(String kid) {
        byte[] sealed = jdbc.sql("select sealed from signing_key where kid = :kid")
                .param("kid", kid)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new MissingKey(kid));
        try {
            return ECKey.parse(new String(master.open(kid, sealed), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException(
                    "the master key does not open the token signing key `" + kid
                            + "`; set `MANDATE_TOKEN_MASTER_KEY` or its file to the one of the first start",
                    e);
        }
    }
}
