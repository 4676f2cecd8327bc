package dev.mandate.control.key;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.key.KeyCommand.RetireKey;
import dev.mandate.control.key.KeyCommand.RotateKeys;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.key.TokenKeys;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/keys}: the keys that tokens and identities are signed with, for the platform's operators. */
@RestController
final class KeyController {
    private final Management management;
    private final TokenKeys tokenKeys;
    private final GatewayKeys gateways;

    KeyController(Management management, TokenKeys tokenKeys, GatewayKeys gateways) {
        this.management = management;
        this.tokenKeys = tokenKeys;
        this.gateways = gateways;
    }

    @GetMapping("/api/v1/keys")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, TenantId.PLATFORM, (state, manager) -> {
            manager.requireOperator();
            return Reply.ok(Page.of(state.directory(), Thing.Kind.KEY, ask, kid -> view(state, kid, call.at())));
        });
    }

    @PostMapping("/api/v1/keys/rotate")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> rotate(Call call) {
        return management.write(
                call,
                TenantId.PLATFORM,
                new RotateKeys(tokenKeys, tokenKeys.draw()),
                (state, kid) -> Reply.ok(view(state, kid, call.at()), KeyCommand.thing(kid)));
    }

    @PostMapping("/api/v1/keys/{id}/retire")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> retire(Call call, @PathVariable("id") String kid) {
        return management.write(call, TenantId.PLATFORM, new RetireKey(tokenKeys, kid), (state, done) -> Reply.gone());
    }

    private KeyView view(CommandState state, String kid, Instant now) {
        KeyUse use = KeyCommand.published(state, kid).use();
        Listing listing = state.platform().find(KeyCommand.thing(kid)).orElseThrow();
        return switch (use) {
            case TOKEN ->
                new KeyView(
                        kid,
                        use,
                        null,
                        listing.created(),
                        tokenKeys.use(state, kid, now).name());
            case IDENTITY -> identity(kid, listing);
        };
    }

    private KeyView identity(String kid, Listing listing) {
        boolean counts = listing.name().isEmpty() || gateways.live(listing.name());
        return new KeyView(
                kid,
                KeyUse.IDENTITY,
                listing.name().isEmpty() ? null : listing.name(),
                listing.created(),
                counts ? "IN_FORCE" : "VOID");
    }
}
