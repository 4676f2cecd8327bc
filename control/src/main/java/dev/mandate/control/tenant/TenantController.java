package dev.mandate.control.tenant;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Names;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Head;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import dev.mandate.control.log.Streams;
import dev.mandate.control.token.secret.AppRegistry;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.TenantChange;
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
    private final TenantStart start;
    private final Streams streams;

    TenantController(Management management, TenantStart start, Streams streams) {
        this.management = management;
        this.start = start;
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
    ResponseEntity<byte[]> create(Call call) {
        NewTenant form = call.read(NewTenant.class);
        TenantStart.Wanted wanted = TenantStart.Wanted.read(form);
        if (!begun(wanted.tenant())) {
            list(call.unconditional(), wanted, form.app() != null);
        }
        return begin(call, wanted);
    }

    private boolean begun(TenantId tenant) {
        return streams.head(tenant).map(Head::revision).orElse(0L) > 0;
    }

    /** INVARIANT: all that could refuse the tenant's first entry is asked here, so that nothing is listed in vain. */
    private void list(Call call, TenantStart.Wanted wanted, boolean chosenApp) {
        management.write(
                call,
                TenantId.PLATFORM,
                null,
                (state, manager) -> {
                    manager.requireOperator();
                    Names.requireDistinct(state.platform(), thing(wanted.tenant()), "tenant");
                    boolean listed = state.platform().everUsed(thing(wanted.tenant()));
                    List<CatalogueChange> changes =
                            listed ? List.of() : List.of(new CatalogueChange.TenantListed(wanted.tenant()));
                    return chosenApp
                            ? Proposal.of(changes, AppRegistry.takeForFirst(wanted.app(), wanted.tenant()))
                            : Proposal.of(changes);
                },
                (state, done) -> Reply.gone());
    }

    private ResponseEntity<byte[]> begin(Call call, TenantStart.Wanted wanted) {
        return management.write(
                call,
                wanted.tenant(),
                null,
                (state, manager) -> {
                    manager.requireOperator();
                    if (state.directory().revision() > 0) {
                        throw Refusals.idTaken("tenant", wanted.tenant().value());
                    }
                    return start.propose(state, wanted);
                },
                (state, started) -> Reply.created(started, thing(wanted.tenant()), "/api/v1/tenants/" + wanted.tenant())
                        .keeping(started.redacted()));
    }

    @GetMapping("/api/v1/tenants")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, call.stream(), (state, manager) -> {
            manager.requireOperator();
            Page<TenantId> listed = Page.of(state.platform(), Thing.Kind.TENANT, ask, TenantId::new);
            List<TenantView> begun = listed.items().stream()
                    .filter(this::begun)
                    .map(id -> TenantView.of(management.of(id)))
                    .toList();
            return Reply.ok(new Page<>(begun, listed.next()));
        });
    }

    @GetMapping("/api/v1/tenants/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        TenantId tenant = known(id);
        return management.read(call, tenant, (state, manager) -> {
            requireBegun(state, manager);
            return Reply.ok(TenantView.of(state), thing(tenant));
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
                thing(tenant),
                (state, manager) -> {
                    requireBegun(state, manager);
                    boolean already = state.view().tenant().tenancy().status() == status;
                    return already ? Proposal.of() : Proposal.of(new TenantChange.StatusSet(status));
                },
                (state, done) -> Reply.ok(TenantView.of(state), thing(tenant)));
    }

    /** Refuses anyone but an operator, and a tenant without a first entry: that one is only being made. */
    static void requireBegun(State state, Manager manager) {
        manager.requireOperator();
        if (state.directory().revision() == 0) {
            throw Refusals.unknown("tenant", state.directory().stream().value());
        }
    }

    /** The tenant of a path; the platform is none. */
    static TenantId known(String id) {
        TenantId tenant = Ids.named("tenant", id, TenantId::new);
        if (tenant.equals(TenantId.PLATFORM)) {
            throw Refusals.unknown("tenant", id);
        }
        return tenant;
    }

    static Thing thing(TenantId tenant) {
        return new Thing(Thing.Kind.TENANT, tenant.value());
    }
}
