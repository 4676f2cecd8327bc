package dev.mandate.control.token.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.control.log.Log;
import dev.mandate.control.log.Note;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.log.State;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import dev.mandate.protocol.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes the keys that gateways sign the identity of callers with. */
public final class IdentityKeys {
    private final Log log;

    public IdentityKeys(Log log) {
        this.log = log;
    }

    /**
     * Publishes a gateway's public key; publishing it again changes nothing.
     *
     * @param jwk the members of one public key (RFC 7517)
     * @throws Refusal 400 if it is no public EC P-256 key, 409 if the name is another key's
     */
    public void publish(String kid, Map<String, Object> jwk, Note note) {
        ECKey key;
        try {
            key = PublicJwk.parse(kid, jwk);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.of(400, "invalid_request", "Bad Request", String.valueOf(e.getMessage())));
        }
        log.append(TenantId.PLATFORM, note, Optional.empty(), state -> propose(state, key));
    }

    private static Proposal<String> propose(State state, ECKey key) {
        String kid = key.getKeyID();
        PublishedKey wanted = new PublishedKey(KeyUse.IDENTITY, key.toJSONString());
        PublishedKey present = state.view().platform().catalogue().keys().get(kid);
        if (present == null) {
            KeyPublished change = new KeyPublished(kid, wanted.use(), wanted.jwk());
            return new Proposal<>(List.of(change), kid, List.of());
        }
        if (!present.equals(wanted)) {
            throw new Refusal(Problem.of(
                            409, "id_taken", "Conflict", "`kid` is the name of another key; name it by its thumbprint")
                    .with("field", "kid"));
        }
        return new Proposal<>(List.of(), kid, List.of());
    }
}
