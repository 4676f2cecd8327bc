package dev.mandate.control.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.app.NewSecret;
import dev.mandate.control.app.Registration;
import dev.mandate.control.catalogue.imports.BuiltInApi;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first entry of a stream: its name, its first owner, and an app that manages on the owner's behalf. */
final class TenantStart {
    private TenantStart() {}

    /** What a stream shall start with. */
    record Wanted(TenantId tenant, String name, UserId owner, AppId app, NewSecret secret) {
        static Wanted read(TenantController.NewTenant form) {
            // not made up here: a repeat under the same idempotency key must name the same stream
            TenantId tenant = Ids.in("id", form.id(), TenantId::new);
            if (tenant.value().equalsIgnoreCase(TenantId.PLATFORM.value())) {
                throw Refusals.malformed("id", "`platform` is reserved");
            }
            return new Wanted(
                    tenant,
                    Text.name("name", form.name()),
                    Ids.newUser("owner", form.owner() == null ? "owner" : form.owner()),
                    Ids.suppliedOr("app", form.app(), AppId::new),
                    NewSecret.generate());
        }

        static Wanted platform() {
            return new Wanted(
                    TenantId.PLATFORM,
                    "Platform",
                    new UserId("operator"),
                    new AppId(UUID.randomUUID().toString()),
                    NewSecret.generate());
        }
    }

    /**
     * What was started.
     *
     * @param clientSecret seen this once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Started(
            String id,
            String name,
            String status,
            String owner,
            String clientId,
            @Nullable String clientSecret) {
        Started redacted() {
            return new Started(id, name, status, owner, clientId, null);
        }

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Started[id=" + id + "]";
        }
    }

    static ChangeProposal<Started> propose(CommandState state, Wanted wanted) {
        Registration app = new Registration(
                new AppChange.AppAdded(
                        wanted.app(),
                        "Management",
                        "Manages on the first owner's behalf",
                        Set.of(GrantType.CLIENT_CREDENTIALS),
                        Set.of(ManagementScope.ADMIN)),
                wanted.owner(),
                wanted.secret());
        List<Change> changes = new ArrayList<>();
        changes.add(new TenantChange.Named(wanted.name()));
        changes.add(new TenantChange.StatusSet(TenantStatus.ACTIVE));
        if (!wanted.tenant().equals(TenantId.PLATFORM)) {
            changes.add(new TenantChange.ApiEnabled(BuiltInApi.ID));
        }
        changes.add(new UserChange.UserAdded(wanted.owner(), UserKind.SERVICE));
        changes.add(new UserChange.UserRoleAssigned(wanted.owner(), RoleId.OWNER, null));
        changes.addAll(app.changes());
        Started started = new Started(
                wanted.tenant().value(),
                wanted.name(),
                TenantStatus.ACTIVE.name(),
                wanted.owner().value(),
                wanted.app().value(),
                wanted.secret().secret().reveal());
        return new ChangeProposal<>(changes, started, app.besides(state));
    }
}
