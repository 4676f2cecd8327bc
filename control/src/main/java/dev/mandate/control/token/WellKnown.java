package dev.mandate.control.token;

import com.nimbusds.jose.jwk.JWKSet;
import dev.mandate.control.token.issuer.TokenScopes;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.control.token.key.PublishedKeys;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.protocol.gateway.ControlPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What anybody may know of the issuer: its metadata (RFC 8414) and its public keys (RFC 7517). Metadata names what works and
 * nothing else, by configured addresses alone.
 */
@RestController
final class WellKnown {
    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    /** No API uses the scope yet, so no app is given it. */
    private static final String UNUSED = "ask";

    private final Map<String, Object> metadata;
    private final PublishedKeys keys;

    WellKnown(TokenSettings settings, PublishedKeys keys) {
        this.metadata = metadata(settings);
        this.keys = keys;
    }

    private static Map<String, Object> metadata(TokenSettings settings) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", settings.issuer().toString());
        members.put("token_endpoint", settings.issuer() + ControlPath.TOKEN);
        members.put("jwks_uri", settings.issuer() + ControlPath.TOKEN_KEYS);
        // required (section 2), and there is no authorization endpoint that any type could be sent to
        members.put("response_types_supported", List.of());
        members.put("grant_types_supported", List.of("client_credentials"));
        members.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        members.put(
                "scopes_supported",
                Stream.concat(
                                settings.partnerScopes().stream().sorted(),
                                TokenScopes.MANAGEMENT.keySet().stream().filter(name -> !name.equals(UNUSED)))
                        .toList());
        return members;
    }

    @GetMapping(ControlPath.METADATA)
    ResponseEntity<Map<String, Object>> metadata() {
        return ResponseEntity.ok()
                .cacheControl(SHORT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(metadata);
    }

    @GetMapping(ControlPath.TOKEN_KEYS)
    ResponseEntity<Map<String, Object>> tokenKeys() {
        return published(KeyUse.TOKEN);
    }

    @GetMapping(ControlPath.IDENTITY_KEYS)
    ResponseEntity<Map<String, Object>> identityKeys() {
        return published(KeyUse.IDENTITY);
    }

    private ResponseEntity<Map<String, Object>> published(KeyUse use) {
        JWKSet set = keys.of(use);
        return ResponseEntity.ok()
                .cacheControl(SHORT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(set.toJSONObject(true));
    }
}
