package dev.mandate.control.connector;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.engine.id.AppId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/apps/{id}/readiness}: an app held against a connector before it goes live. */
@RestController
final class ReadinessController {
    private final Management management;

    ReadinessController(Management management) {
        this.management = management;
    }

    @GetMapping("/api/v1/apps/{id}/readiness")
    ResponseEntity<byte[]> check(Call call, @PathVariable String id, @RequestParam String connector) {
        AppId app = Ids.named("app", id, AppId::new);
        return management.read(
                call,
                state -> Reply.ok(Readiness.of(
                        state,
                        app,
                        ConnectorController.find(state, connector)
                                .orElseThrow(() -> Refusals.unknown("connector", connector)),
                        call.at())));
    }
}
