package dev.mandate.control.tenant;

import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.app.NewSecret;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;

/** Makes commands about tenants for scenarios: those that give an app a secret. */
public final class TenantCommands {
    private TenantCommands() {}

    /** What a tenant shall start with. */
    public record Start(TenantId tenant, String name, UserId owner, AppId app) {
        private TenantStart.Wanted wanted(NewSecret secret) {
            return new TenantStart.Wanted(tenant, name, owner, app, secret);
        }
    }

    public static ManagementCommand<?> list(Start start, NewSecret secret) {
        return new TenantManagementCommand.ListTenant(start.wanted(secret), true);
    }

    public static ManagementCommand<?> begin(Start start, NewSecret secret) {
        return new TenantManagementCommand.BeginTenant(start.wanted(secret));
    }

    public static ManagementCommand<?> recover(UserId owner, AppId app, NewSecret secret) {
        return new TenantManagementCommand.RecoverTenant(new NewOwner.Wanted(owner, false, app, secret));
    }
}
