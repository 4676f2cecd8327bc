package dev.mandate.control.decision;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/decisions/{id}}: explains to a tenant's owner a denial whose answer said little. */
@RestController
final class DecisionController {
    private final Management management;
    private final DecisionStore store;

    DecisionController(Management management, DecisionStore store) {
        this.management = management;
        this.store = store;
    }

    @GetMapping("/api/v1/decisions/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        return management.read(
                call,
                state -> Reply.ok(store.find(id, call.stream())
                        .map(DecisionView::of)
                        .orElseThrow(() -> store.unknown(id, call.stream()))));
    }
}
