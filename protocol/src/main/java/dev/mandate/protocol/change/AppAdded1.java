package dev.mandate.protocol.change;

import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange.AppAdded;
import dev.mandate.engine.id.AppId;
import java.util.Optional;
import java.util.Set;

/** Version 1 of {@link AppAdded}: with exactly one grant type. */
record AppAdded1(AppId app, String name, String description, GrantType grantType, Set<ManagementScope> scopes) {
    AppAdded current() {
        return new AppAdded(app, name, description, Set.of(grantType), scopes);
    }

    /** Returns the change in this version; empty if it has several grant types. */
    static Optional<AppAdded1> of(AppAdded change) {
        return change.grantTypes().size() == 1
                ? Optional.of(new AppAdded1(
                        change.app(),
                        change.name(),
                        change.description(),
                        change.grantTypes().iterator().next(),
                        change.scopes()))
                : Optional.empty();
    }
}
