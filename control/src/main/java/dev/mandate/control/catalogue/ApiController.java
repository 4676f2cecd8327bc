package dev.mandate.control.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.catalogue.CatalogueCommand.EnableApi;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.compare.Overlaps;
import dev.mandate.control.catalogue.imports.BuiltInApi;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/apis}: everyone who may read in management sees them; tenants enable and disable. */
@RestController
final class ApiController {
    private final Management management;

    ApiController(Management management) {
        this.management = management;
    }

    @GetMapping("/api/v1/apis")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String enabled,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, state -> {
            Predicate<Boolean> wanted = wanted(call, enabled);
            SortedMap<String, Api> apis = new TreeMap<>();
            state.view().platform().catalogue().apis().forEach((id, api) -> {
                if (wanted.test(isEnabled(state, id))) {
                    apis.put(id.value(), api);
                }
            });
            return Reply.ok(Page.of(apis, ask, api -> ApiView.of(state, api, call.actor())));
        });
    }

    private static Predicate<Boolean> wanted(Call call, @Nullable String enabled) {
        if (enabled != null && call.actor().operator()) {
            throw Refusals.malformed(
                    "enabled", "must be left out by operators: tenants enable APIs, the platform none");
        }
        return switch (enabled) {
            case null -> is -> true;
            case "true" -> is -> is;
            case "false" -> is -> !is;
            default -> throw Refusals.malformed("enabled", "must be `true` or `false`");
        };
    }

    private static boolean isEnabled(CommandState state, ApiId api) {
        return state.view().tenant().tenancy().apis().contains(api);
    }

    @GetMapping("/api/v1/apis/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        return management.read(
                call,
                state -> Reply.ok(
                        ApiView.of(state, Actions.require(state, api), call.actor()), CatalogueCommand.thing(api)));
    }

    @GetMapping("/api/v1/apis/{id}/actions")
    ResponseEntity<byte[]> actions(
            Call call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        ApiId api = Ids.named("api", id, ApiId::new);
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(call, state -> {
            SortedMap<String, Action> actions = new TreeMap<>();
            Api shown = Actions.require(state, api);
            Catalogue catalogue = state.view().platform().catalogue();
            List<Move> moves = Move.proposed(shown);
            shown.actions().forEach(a -> actions.put(a.key() + " #" + a.id(), catalogue.ordered(a)));
            return Reply.ok(Page.of(actions, ask, a -> ActionView.of(a, moves, Overlaps.of(catalogue, shown, a))));
        });
    }

    @PostMapping("/api/v1/apis/{id}/enable")
    ResponseEntity<byte[]> enable(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        return toggle(call, api, true);
    }

    @PostMapping("/api/v1/apis/{id}/disable")
    ResponseEntity<byte[]> disable(Call call, @PathVariable String id) {
        ApiId api = Ids.named("api", id, ApiId::new);
        return toggle(call, api, false);
    }

    private ResponseEntity<byte[]> toggle(Call call, ApiId id, boolean enabled) {
        return management.write(
                call, new EnableApi(call.stream(), id, enabled), (state, done) -> Reply.ok(EnabledView.of(state, id)));
    }

    /** Whether the tenant's vendors may call the API. */
    record EnabledView(String api, String tenant, boolean enabled) {
        static EnabledView of(CommandState state, ApiId id) {
            TenantId tenant = state.view().tenant().stream();
            return new EnabledView(id.value(), tenant.value(), isEnabled(state, id));
        }
    }

    /**
     * An API as it is shown, with the number of its actions by status.
     *
     * @param enabled whether the tenant enabled it; absent for operators
     * @param upstream absent if it is built in, and for tenants: the address is the operator's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApiView(
            String id,
            String kind,
            boolean builtIn,
            @Nullable Boolean enabled,
            @Nullable String upstream,
            String basePath,
            List<String> roles,
            Map<String, Long> actions) {
        static ApiView of(CommandState state, Api api, Actor reader) {
            return of(api, reader, reader.operator() ? null : isEnabled(state, api.id()));
        }

        /** As an operator is shown it. */
        static ApiView of(Api api, Actor operator) {
            return of(api, operator, null);
        }

        private static ApiView of(Api api, Actor reader, @Nullable Boolean enabled) {
            return new ApiView(
                    api.id().value(),
                    switch (api.kind()) {
                        case SWITCH -> "switch";
                        case ENTITY -> "entity";
                    },
                    api.id().equals(BuiltInApi.ID),
                    enabled,
                    api.upstream().isEmpty() || !reader.operator() ? null : api.upstream(),
                    api.basePath(),
                    api.offers().stream().map(o -> o.role().name()).sorted().toList(),
                    api.actions().stream()
                            .collect(Collectors.groupingBy(
                                    a -> a.status().name(), TreeMap::new, Collectors.counting())));
        }
    }
}
