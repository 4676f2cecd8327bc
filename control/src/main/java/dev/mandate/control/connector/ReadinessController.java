package dev.mandate.control.connector;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.computation.Computations;
import dev.mandate.engine.id.AppId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/apps/{id}/readiness}: an app held against its connectors before it goes live, or against another with
 * {@code ?connector=}, and of that some modules with {@code &module=}.
 */
@RestController
final class ReadinessController {
    private final Management management;
    private final Computations computations;

    ReadinessController(Management management, Computations computations) {
        this.management = management;
        this.computations = computations;
    }

    @GetMapping("/api/v1/apps/{id}/readiness")
    ResponseEntity<byte[]> check(
            Call call,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String connector,
            @RequestParam(required = false) @Nullable List<String> module) {
        AppId app = Ids.named("app", id, AppId::new);
        List<String> modules = module == null ? List.of() : module;
        if (connector == null && !modules.isEmpty()) {
            throw Refusals.malformed("module", "is of a connector: send `connector` too");
        }
        return management.read(call, state -> {
            ConnectorReadiness readiness = computations.answer(call.stream(), budget -> {
                Survey survey = new Survey(state, app, call.at());
                return connector == null ? survey.ofItsOwn() : survey.of(connector, modules);
            });
            return Reply.ok(readiness);
        });
    }
}
