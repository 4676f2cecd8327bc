package dev.mandate.control.token.bearer;

import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.util.Objects;
import java.util.Set;

/**
 * Who asks the control plane: an app on behalf of a user, both standing at this moment. A parameter of this type in a
 * controller is filled in.
 *
 * @param scopes those of the token that the app still has; what the user may do is the command's business
 */
public record Actor(TenantId tenant, UserId user, AppId app, Set<ManagementScope> scopes) {
    public Actor {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(user);
        Objects.requireNonNull(app);
        scopes = Set.copyOf(scopes);
    }

    /** Whether it is one of the platform's operators. */
    public boolean operator() {
        return tenant.equals(TenantId.PLATFORM);
    }
}
