package dev.mandate.control.tenant;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.entry.StreamHead;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.tenant.TenantManagementCommand.BeginTenant;
import dev.mandate.control.tenant.TenantManagementCommand.ListTenant;
import dev.mandate.control.tenant.TenantManagementCommand.SetStatus;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.id.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/tenants}: the platform's customers, for its operators. A tenant is there from its first entry on. */
@RestController
final class TenantController {
    private final Management management;
    private final Streams streams;

    TenantController(Management management, Streams streams) {
        this.management = management;
        this.streams = streams;
    }

    /**
     * A tenant to be.
     *
     * @param owner id of its first owner; {@code owner} if absent
     * @param app id of the app that manages on the owner's behalf; a UUID if absent
     */
    record NewTenant(
            @Nullable String id,
            @Nullable String name,
            @Nullable String owner,
            @Nullable String app) {}

    /** Two streams are written, so a call may be cut off between them; any operator's repeat does what is left. */
    @PostMapping("/api/v1/tenants")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> create(Call call, @Body NewTenant form) {
        TenantStart.Wanted wanted = TenantStart.Wanted.read(form);
        if (!begun(wanted.tenant())) {
            ListTenant listed = new ListTenant(wanted, form.app() != null);
            management.write(call.unconditional(), TenantId.PLATFORM, listed, (state, done) -> Reply.gone());
        }
        TenantId tenant = wanted.tenant();
        return management.write(
                call,
                tenant,
                new BeginTenant(wanted),
                (state, started) -> Reply.created(
                                started, TenantManagementCommand.thing(tenant), "/api/v1/tenants/" + tenant)
                        .keeping(started.redacted()));
    }

    private boolean begun(TenantId tenant) {
        return streams.head(tenant).map(StreamHead::revision).orElse(0L) > 0;
    }

    @GetMapping("/api/v1/tenants")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, call.stream(), (state, manager) -> {
            manager.requireOperator();
            Page<TenantId> listed = Page.of(state.platform(), Thing.Kind.TENANT, ask, TenantId::new);
            List<TenantId> begun = listed.items().stream().filter(this::begun).toList();
            return Reply.ok(TenantPage.of(
                    new Page<>(begun, listed.next()), streams::isLoaded, id -> TenantView.of(management.of(id))));
        });
    }

    @GetMapping("/api/v1/tenants/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        TenantId tenant = known(id);
        return management.read(call, tenant, (state, manager) -> {
            TenantManagementCommand.requireBegun(state, manager);
            return Reply.ok(TenantView.of(state), TenantManagementCommand.thing(tenant));
        });
    }

    @PostMapping("/api/v1/tenants/{id}/suspend")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> suspend(Call call, @PathVariable String id) {
        return set(call, known(id), TenantStatus.SUSPENDED);
    }

    @PostMapping("/api/v1/tenants/{id}/activate")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> activate(Call call, @PathVariable String id) {
        return set(call, known(id), TenantStatus.ACTIVE);
    }

    private ResponseEntity<byte[]> set(Call call, TenantId tenant, TenantStatus status) {
        return management.write(
                call,
                tenant,
                new SetStatus(tenant, status),
                (state, done) -> Reply.ok(TenantView.of(state), TenantManagementCommand.thing(tenant)));
    }

    /** The tenant of a path; the platform is none. */
    static TenantId known(String id) {
        TenantId tenant = Ids.named("tenant", id, TenantId::new);
        if (tenant.equals(TenantId.PLATFORM)) {
            throw Refusals.unknown("tenant", id);
        }
        return tenant;
    }
}
