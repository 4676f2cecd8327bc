package dev.mandate.protocol.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;

/** The claim names and values of the signed identity, for writing and reading. */
final class IdentityForm {
    static final JOSEObjectType TYPE = new JOSEObjectType("mandate-identity+jwt");
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String ALL = "all";
    private static final String ASK = "ask";

    private IdentityForm() {}

    static void write(Identity identity, JWTClaimsSet.Builder claims) {
        claims.subject(identity.subject())
                .claim("tenant", identity.tenant())
                .claim("client_id", identity.clientId())
                .claim("spaces", spacesClaim(identity.spaces()))
                .claim("rev", identity.revision());
    }

    static Identity read(JWTClaimsSet claims) throws InvalidIdentityException {
        try {
            String tenant = text(claims, "tenant");
            String subject = text(claims, "sub");
            if (!subject.startsWith(tenant + "/")) {
                throw new InvalidIdentityException("sub does not belong to the tenant");
            }
            String user = subject.substring(tenant.length() + 1);
            return new Identity(tenant, user, text(claims, "client_id"), spaces(claims), text(claims, "rev"));
        } catch (IllegalArgumentException refused) {
            throw new InvalidIdentityException(refused);
        }
    }

    private static Object spacesClaim(VisibleSpaces spaces) {
        return switch (spaces) {
            case VisibleSpaces.All() -> ALL;
            case VisibleSpaces.Listed(List<String> ids) -> ids;
            case VisibleSpaces.Ask() -> ASK;
        };
    }

    private static VisibleSpaces spaces(JWTClaimsSet claims) throws InvalidIdentityException {
        Object value = claims.getClaim("spaces");
        if (ALL.equals(value)) {
            return new VisibleSpaces.All();
        }
        if (ASK.equals(value)) {
            return new VisibleSpaces.Ask();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return new VisibleSpaces.Listed(
                    list.stream().map(String.class::cast).toList());
        }
        throw new InvalidIdentityException("spaces must be `all`, `ask` or a list of space ids");
    }

    private static String text(JWTClaimsSet claims, String name) throws InvalidIdentityException {
        try {
            String value = claims.getStringClaim(name);
            if (value != null) {
                return value;
            }
        } catch (ParseException notText) {
            throw new InvalidIdentityException(name + " must be a string");
        }
        throw new InvalidIdentityException(name + " is missing");
    }
}
