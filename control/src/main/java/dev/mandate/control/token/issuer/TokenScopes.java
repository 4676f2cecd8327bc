package dev.mandate.control.token.issuer;

import dev.mandate.engine.app.ManagementScope;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Management scopes by their names in tokens. */
public final class TokenScopes {
    public static final Map<String, ManagementScope> MANAGEMENT =
            Collections.unmodifiableMap(Arrays.stream(ManagementScope.values())
                    .collect(Collectors.toMap(
                            s -> s.name().toLowerCase(Locale.ROOT), Function.identity(), (a, b) -> a, TreeMap::new)));

    private TokenScopes() {}

    public static Set<String> names(Set<ManagementScope> scopes) {
        return MANAGEMENT.entrySet().stream()
                .filter(e -> scopes.contains(e.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Set<ManagementScope> of(Collection<String> names) {
        return MANAGEMENT.entrySet().stream()
                .filter(e -> names.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
