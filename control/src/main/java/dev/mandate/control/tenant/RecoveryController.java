package dev.mandate.control.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.app.NewSecret;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.tenant.TenantManagementCommand.RecoverTenant;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/tenants/{id}/recover}: a new Owner for a tenant that nobody can administer any more. Whether that is so is
 * the operator's to judge; the entry is in the tenant's log for its owners to see.
 */
@RestController
final class RecoveryController {
    /** What the entry's note says; tenants read it, so it names no operator. */
    static final String REASON = "recover: the platform's operator made a new owner, with an app that manages";

    private final Management management;

    RecoveryController(Management management) {
        this.management = management;
    }

    /**
     * What is asked for.
     *
     * @param owner id of the new Owner; a UUID if absent
     */
    record Recovery(@Nullable String owner) {}

    /**
     * What was made.
     *
     * @param clientSecret shown once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Recovered(
            String tenant,
            String owner,
            String clientId,
            @Nullable String clientSecret) {
        Recovered redacted() {
            return new Recovered(tenant, owner, clientId, null);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Recovered[tenant=" + tenant + ", owner=" + owner + "]";
        }
    }

    @PostMapping("/api/v1/tenants/{id}/recover")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> recover(Call call, @PathVariable String id, @Body Recovery form) {
        TenantId tenant = TenantController.known(id);
        UserId owner = Ids.newUser("owner", form.owner());
        NewOwner.Wanted wanted =
                new NewOwner.Wanted(owner, false, new AppId(UUID.randomUUID().toString()), NewSecret.generate());
        return management.write(call.because(REASON), tenant, new RecoverTenant(wanted), (state, keys) -> {
            Recovered made = new Recovered(tenant.value(), owner.value(), keys.clientId(), keys.clientSecret());
            Thing app = new Thing(Thing.Kind.APP, keys.clientId());
            return Reply.created(made, app, "/api/v1/apps/" + keys.clientId()).keeping(made.redacted());
        });
    }
}
