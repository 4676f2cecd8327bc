package dev.mandate.control.app;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.engine.app.AuthenticationMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authentication methods as they are written: by their registered names (RFC 7591, section 2). */
final class AuthenticationMethods {
    private AuthenticationMethods() {}

    static Set<AuthenticationMethod> read(List<@Nullable String> names) {
        Set<AuthenticationMethod> methods = EnumSet.noneOf(AuthenticationMethod.class);
        for (String name : names) {
            methods.add(
                    switch (name) {
                        case "client_secret_basic" -> AuthenticationMethod.CLIENT_SECRET_BASIC;
                        case "client_secret_post" -> AuthenticationMethod.CLIENT_SECRET_POST;
                        case null, default -> throw refused();
                    });
        }
        if (methods.isEmpty()) {
            throw refused();
        }
        return methods;
    }

    private static RuntimeException refused() {
        return Refusals.malformed(
                "authenticationMethods", "must be `client_secret_basic`, `client_secret_post` or both");
    }

    static List<String> written(Set<AuthenticationMethod> methods) {
        return methods.stream()
                .sorted()
                .map(m -> m.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
