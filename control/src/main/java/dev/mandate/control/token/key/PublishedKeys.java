package dev.mandate.control.token.key;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The public keys in force, as the platform's log has them now. Thread-safe. */
public final class PublishedKeys {
    private final Streams streams;
    private final Predicate<String> live;
    private final LoadingCache<String, JWK> parsed =
            Caffeine.newBuilder().maximumSize(10_000).build(PublishedKeys::parse);

    /** @param live whether a gateway may connect; identity keys of others are not in force */
    public PublishedKeys(Streams streams, Predicate<String> live) {
        this.streams = streams;
        this.live = live;
    }

    /** The keys of one use alone: nothing signed by a gateway is ever taken for a token. */
    public JWKSet of(KeyUse use) {
        List<JWK> keys = published().entrySet().stream()
                .filter(e -> e.getValue().use() == use)
                .filter(e -> use == KeyUse.TOKEN || counts(e.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(e -> parsed.get(e.getValue().jwk()))
                .toList();
        return new JWKSet(keys);
    }

    /** Whether the gateway that registered the key may connect; a key of which the log does not say whose it is counts. */
    private boolean counts(String kid) {
        String gateway = IdentityKeys.owner(streams.directory(TenantId.PLATFORM), kid);
        return gateway.isEmpty() || live.test(gateway);
    }

    private Map<String, PublishedKey> published() {
        return streams.view(TenantId.PLATFORM).platform().catalogue().keys();
    }

    static JWK parse(String jwk) {
        try {
            return JWK.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("this is a bug: the log holds a public key that is none", e);
        }
    }
}
