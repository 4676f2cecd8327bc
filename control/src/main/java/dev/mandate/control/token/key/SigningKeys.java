package dev.mandate.control.token.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mandate.control.log.Beside;
import dev.mandate.control.log.Log;
import dev.mandate.control.log.Note;
import dev.mandate.control.log.Outcome;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the key that this installation signs tokens with, or makes the first.
 *
 * <p>The key of whichever node appends first to the platform's log is the one: its entry and its encrypted private half are one
 * transaction, and every other node's command then finds it published.
 */
final class SigningKeys {
    private final Log log;
    private final JdbcClient jdbc;
    private final MasterKey master;
    private final SecureRandom random;

    SigningKeys(Log log, JdbcClient jdbc, MasterKey master, SecureRandom random) {
        this.log = log;
        this.jdbc = jdbc;
        this.master = master;
        this.random = random;
    }

    /** The private key, with its public half published. */
    ECKey open() {
        ECKey fresh = generate();
        Note note = new Note("system", UUID.randomUUID().toString(), "token signing key of the first start", null);
        Outcome<List<String>> outcome =
                log.append(TenantId.PLATFORM, note, Optional.empty(), state -> publish(state, fresh));
        return switch (outcome) {
            case Outcome.Done<List<String>>(var committed, var answer) -> read(committed.result());
            case Outcome.Replayed<List<String>> replayed ->
                throw new IllegalStateException("this is a bug: an append without a key was replayed");
        };
    }

    private Proposal<List<String>> publish(State state, ECKey fresh) {
        List<String> published = state.view().platform().catalogue().keys().entrySet().stream()
                .filter(e -> e.getValue().use() == KeyUse.TOKEN)
                .map(e -> e.getKey())
                .toList();
        if (!published.isEmpty()) {
            return new Proposal<>(List.of(), published, List.of());
        }
        String kid = fresh.getKeyID();
        KeyPublished change =
                new KeyPublished(kid, KeyUse.TOKEN, PublicJwk.of(fresh, kid).toJSONString());
        return new Proposal<>(List.of(change), List.of(kid), List.of(keep(fresh)));
    }

    private Beside keep(ECKey key) {
        byte[] text = key.toJSONString().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = master.seal(key.getKeyID(), text, random);
        return client -> client.sql("insert into signing_key (kid, sealed) values (:kid, :sealed)")
                .param("kid", key.getKeyID())
                .param("sealed", sealed)
                .update();
    }

    /** The youngest of the published ones. */
    private ECKey read(List<String> published) {
        return jdbc.sql("select kid, sealed from signing_key where kid in (:kids) order by created desc limit 1")
                .param("kids", published)
                .query((row, number) -> unsealed(row.getString("kid"), row.getBytes("sealed")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("the token signing key `" + published.getFirst()
                        + "` is published but its private half is not in the database; restore table `signing_key`"));
    }

    private ECKey unsealed(String kid, byte[] sealed) {
        try {
            return ECKey.parse(new String(master.open(kid, sealed), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException(
                    "the master key does not open the token signing key `" + kid
                            + "`; set `MANDATE_TOKEN_MASTER_KEY` or its file to the one of the first start",
                    e);
        }
    }

    private ECKey generate() {
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
}
