package dev.mandate.control.token.bearer;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of an access token, once its signature is known to be ours. */
final class TokenClaims {
    private TokenClaims() {}

    /**
     * Reads who the token is for.
     *
     * @throws ParseException if a claim is missing, of another type, or contradicts another
     * @throws IllegalArgumentException if an id is none
     */
    static VerifiedToken read(JWTClaimsSet claims) throws ParseException {
        String tenant = present(claims.getStringClaim("tenant"), "tenant");
        String subject = present(claims.getSubject(), "sub");
        String app = present(claims.getStringClaim("client_id"), "client_id");
        if (!subject.startsWith(tenant + "/") || !app.equals(actor(claims))) {
            throw new ParseException("`sub` or `act` contradicts `tenant` or `client_id`", 0);
        }
        UserId user = new UserId(subject.substring(tenant.length() + 1));
        Bearer bearer = new Bearer(
                new Caller(new TenantId(tenant), user, new AppId(app)),
                new CredentialId(present(claims.getStringClaim("cred"), "cred")),
                revision(claims),
                present(claims.getJWTID(), "jti"),
                // the only grant there is; another will need a claim that tells them apart
                GrantType.CLIENT_CREDENTIALS);
        return new VerifiedToken(bearer, scopes(claims.getStringClaim("scope")), claims.getAudience());
    }

    private static @Nullable Object actor(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> act = claims.getJSONObjectClaim("act");
        return act == null ? null : act.get("sub");
    }

    private static long revision(JWTClaimsSet claims) throws ParseException {
        Long revision = claims.getLongClaim("rev");
        if (revision == null || revision < 0) {
            throw new ParseException("`rev` must be a revision", 0);
        }
        return revision;
    }

    private static Set<String> scopes(@Nullable String scope) {
        return scope == null || scope.isEmpty() ? Set.of() : Set.of(scope.split(" ", -1));
    }

    private static String present(@Nullable String value, String claim) throws ParseException {
        if (value == null) {
            throw new ParseException("`" + claim + "` is missing", 0);
        }
        return value;
    }
}
