package dev.mandate.control.token.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.write.Log;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.CatalogueChange.IdentityKeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.identity.KeyProof;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the keys that gateways sign the identity of callers with, each for the gateway that registers it.
 *
 * <p>INVARIANT: a gateway takes over a key of another only by proof that it holds the private half, and no id is used again.
 */
public final class IdentityKeys {
    /** Keys of one gateway that are in force at once; the oldest is retired for another. */
    static final int MOST = 100;

    private final Log log;

    public IdentityKeys(Log log) {
        this.log = log;
    }

    /**
     * What a gateway registers.
     *
     * @param gateway its id
     * @param gatewayKey what it authenticated with
     * @param proof that it holds the private half ({@link KeyProof}); releases before log format 3 send none
     */
    public record Registration(
            String gateway, String gatewayKey, @Nullable String proof) {
        private boolean proves(ECKey key) {
            return proof != null && KeyProof.holds(proof, key, gatewayKey);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "registration by " + gateway;
        }
    }

    /**
     * Publishes a gateway's public key; publishing it again changes nothing.
     *
     * @param jwk the members of one public key (RFC 7517)
     * @throws Refusal 400 if it is no public EC P-256 key, 409 if the name is or was another key's, or another gateway's
     */
    public void publish(String kid, Map<String, Object> jwk, Registration by, Note note) {
        ECKey key;
        try {
            key = PublicJwk.parse(kid, jwk);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
        log.append(TenantId.PLATFORM, note, Optional.empty(), state -> propose(state, key, by));
    }

    private static ChangeProposal<String> propose(CommandState state, ECKey key, Registration by) {
        String kid = key.getKeyID();
        PublishedKey wanted = new PublishedKey(KeyUse.IDENTITY, key.toJSONString());
        PublishedKey present = state.view().platform().catalogue().keys().get(kid);
        if (present == null) {
            if (state.directory().everUsed(thing(kid))) {
                throw taken("key `" + kid + "` was retired, and no id is used again: the gateway makes another key");
            }
            if (inForceUnderAnotherName(state, key)) {
                throw taken("the public key is in force under another `kid`, and would outlive it: make another key");
            }
            return proposal(state, kid, wanted, by);
        }
        if (!present.equals(wanted)) {
            throw taken("`kid` is the name of another key; name it by its thumbprint");
        }
        String owner = owner(state.directory(), kid);
        if (owner.equals(by.gateway()) || !bound(state)) {
            return ChangeProposal.nothing(kid);
        }
        if (!by.proves(key)) {
            throw taken("key `" + kid + "` is another gateway's");
        }
        return proposal(state, kid, wanted, by);
    }

    private static boolean inForceUnderAnotherName(CommandState state, ECKey key) {
        return state.view().platform().catalogue().keys().values().stream()
                .filter(published -> published.use() == KeyUse.IDENTITY)
                .map(published -> PublishedKeys.parse(published.jwk()).toECKey())
                .anyMatch(
                        other -> other.getX().equals(key.getX()) && other.getY().equals(key.getY()));
    }

    private static ChangeProposal<String> proposal(CommandState state, String kid, PublishedKey key, Registration by) {
        List<Change> changes = new ArrayList<>(List.of(published(state, kid, key, by)));
        List<String> others = of(state, by.gateway());
        others.stream()
                .limit(Math.max(0, others.size() - MOST + 1L))
                .map(KeyRetired::new)
                .forEach(changes::add);
        return ChangeProposal.of(changes, kid);
    }

    /** In the form of the log's format: before 3 no change says whose a key is. */
    private static CatalogueChange published(CommandState state, String kid, PublishedKey key, Registration by) {
        return bound(state)
                ? new IdentityKeyPublished(kid, by.gateway(), key.jwk())
                : new KeyPublished(kid, key.use(), key.jwk());
    }

    private static boolean bound(CommandState state) {
        int needed = ChangeForm.format(List.of(new IdentityKeyPublished("", "", "")));
        return state.view().platform().catalogue().format() >= needed;
    }

    /** The keys in force that this gateway registered, oldest first. */
    public static List<String> of(CommandState state, String gateway) {
        Directory directory = state.platform();
        return state.view().platform().catalogue().keys().entrySet().stream()
                .filter(key -> key.getValue().use() == KeyUse.IDENTITY)
                .map(Map.Entry::getKey)
                .filter(kid -> owner(directory, kid).equals(gateway))
                .sorted(Comparator.comparing((String kid) ->
                                directory.find(thing(kid)).orElseThrow().created())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The gateway that registered the key; empty if the log does not say. */
    static String owner(Directory directory, String kid) {
        return directory.find(thing(kid)).map(Listing::name).orElse("");
    }

    private static Thing thing(String kid) {
        return new Thing(Thing.Kind.KEY, kid);
    }

    private static Refusal taken(String detail) {
        return new Refusal(Problem.of(ProblemCode.ID_TAKEN, detail).with("field", "kid"));
    }
}
