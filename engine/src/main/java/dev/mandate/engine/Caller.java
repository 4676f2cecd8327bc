package dev.mandate.engine;

import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.util.Objects;

/** An app acting on behalf of one user of one tenant. */
public record Caller(TenantId tenant, UserId user, AppId app) {
    public Caller {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(user);
        Objects.requireNonNull(app);
    }
}
