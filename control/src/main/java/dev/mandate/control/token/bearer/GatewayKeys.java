package dev.mandate.control.token.bearer;

import dev.mandate.protocol.form.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** The keys that gateways show at {@code /internal}, kept as SHA-256. Without any, no gateway is let in. */
public final class GatewayKeys implements AuthenticationManager {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int SHORTEST = 32;

    private final List<byte[]> digests;

    /**
     * Reads the setting.
     *
     * @param keys each {@code sha256:} with 64 small hexadecimal digits, or a key itself of at least 32 characters
     * @throws IllegalArgumentException that does not repeat a key
     */
    public GatewayKeys(List<String> keys) {
        this.digests = keys.stream().map(GatewayKeys::digest).toList();
    }

    private static byte[] digest(String key) {
        if (DIGEST.matcher(key).matches()) {
            return HexFormat.of().parseHex(key.substring("sha256:".length()));
        }
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("a key in `mandate.gateway-keys` must be at least " + SHORTEST
                    + " characters, or `sha256:` and 64 hexadecimal digits");
        }
        return sha256(key);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        byte[] shown = sha256(((BearerTokenAuthenticationToken) authentication).getToken());
        if (!known(shown)) {
            throw new InvalidBearerTokenException("not a gateway's key");
        }
        String name = "gateway-" + HexFormat.of().formatHex(shown, 0, 4);
        return new PreAuthenticatedAuthenticationToken(name, "", AuthorityUtils.createAuthorityList("GATEWAY"));
    }

    /** Whether it is the key of a gateway. */
    public boolean known(String key) {
        return known(sha256(key));
    }

    /** Compares with all of them, however early one fits, so that time tells nothing. */
    private boolean known(byte[] shown) {
        boolean known = false;
        for (byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, shown);
        }
        return known;
    }

    private static byte[] sha256(String key) {
        return Digest.of(key.getBytes(StandardCharsets.UTF_8)).toByteArray();
    }
}
