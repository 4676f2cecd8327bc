package dev.mandate.control.app;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.engine.app.ManagementScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Management scopes as requests and answers write them. */
final class WrittenScopes {
    private WrittenScopes() {}

    static Set<ManagementScope> read(@Nullable List<String> names) {
        Set<ManagementScope> scopes = EnumSet.noneOf(ManagementScope.class);
        for (String name : names == null ? List.<String>of() : names) {
            scopes.add(
                    switch (name) {
                        case "admin" -> ManagementScope.ADMIN;
                        case "read" -> ManagementScope.READ;
                        case "ask" ->
                            throw Refusals.malformed(
                                    "scopes", "names `ask`, which no API uses yet: leave it out until one does");
                        case null, default -> throw Refusals.malformed("scopes", "must be some of `admin` and `read`");
                    });
        }
        return scopes;
    }

    static List<String> written(Set<ManagementScope> scopes) {
        return scopes.stream()
                .sorted()
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
