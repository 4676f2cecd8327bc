package dev.mandate.control.gateway;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.gateway.GatewayManagementCommand.AddGateway;
import dev.mandate.control.gateway.GatewayManagementCommand.RemoveGateway;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.secret.GatewayKey;
import dev.mandate.engine.id.TenantId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/gateways}: which gateways may connect, for the platform's operators. */
@RestController
final class GatewayController {
    private final Management management;
    private final GatewayKeys gateways;
    private final SecureRandom random = new SecureRandom();

    GatewayController(Management management, GatewayKeys gateways) {
        this.management = management;
        this.gateways = gateways;
    }

    /** A gateway to be. */
    record NewGateway(@Nullable String name) {}

    @PostMapping("/api/v1/gateways")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> add(Call call, @Body NewGateway form) {
        String name = Text.name("name", form.name());
        String id = "gateway-" + UUID.randomUUID();
        GatewayKey key = GatewayKey.generate(random);
        return management.write(call, TenantId.PLATFORM, new AddGateway(id, name, key), (state, done) -> {
            GatewayView view = view(state, id);
            return Reply.created(view.with(key.reveal()), GatewayManagementCommand.thing(id), "/api/v1/gateways/" + id)
                    .keeping(view);
        });
    }

    @GetMapping("/api/v1/gateways")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, TenantId.PLATFORM, (state, manager) -> {
            manager.requireOperator();
            TreeSet<String> ids = new TreeSet<>(gateways.set());
            ids.addAll(state.directory().page(Thing.Kind.GATEWAY, ask.after(), ask.limit() + 1));
            return Reply.ok(Page.of(List.copyOf(ids), ask, id -> view(state, id)));
        });
    }

    @GetMapping("/api/v1/gateways/{id}")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        return management.read(call, TenantId.PLATFORM, (state, manager) -> {
            manager.requireOperator();
            return Reply.ok(view(state, id), GatewayManagementCommand.thing(id));
        });
    }

    @DeleteMapping("/api/v1/gateways/{id}")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        return management.write(
                call, TenantId.PLATFORM, new RemoveGateway(id, gateways.set()), (state, done) -> Reply.gone());
    }

    private GatewayView view(CommandState state, String id) {
        if (gateways.set().contains(id)) {
            return GatewayView.set(state, id);
        }
        Optional<Listing> listing = state.platform().find(GatewayManagementCommand.thing(id));
        return GatewayView.added(state, id, listing.orElseThrow(() -> Refusals.unknown("gateway", id)));
    }
}
