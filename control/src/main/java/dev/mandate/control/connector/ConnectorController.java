package dev.mandate.control.connector;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.connector.ConnectorCommand.DefineConnector;
import dev.mandate.control.connector.ConnectorCommand.RemoveConnector;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connectors}: operators define them, whole; everyone who may read in management sees them. */
@RestController
final class ConnectorController {
    private final Management management;

    ConnectorController(Management management) {
        this.management = management;
    }

    @PostMapping("/api/v1/connectors")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> define(Call call, @Body ConnectorForm form) {
        ConnectorDefinition definition = form.definition();
        String id = definition.id();
        return management.write(
                call,
                new DefineConnector(definition),
                (state, done) ->
                        Reply.created(view(state, id), ConnectorCommand.thing(id), "/api/v1/connectors/" + id));
    }

    @GetMapping("/api/v1/connectors")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        return management.read(
                call, state -> Reply.ok(Page.of(state.platform(), Thing.Kind.CONNECTOR, ask, id -> view(state, id))));
    }

    @GetMapping("/api/v1/connectors/{id}")
    ResponseEntity<byte[]> show(Call call, @PathVariable String id) {
        return management.read(call, state -> Reply.ok(view(state, id), ConnectorCommand.thing(id)));
    }

    @DeleteMapping("/api/v1/connectors/{id}")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> remove(Call call, @PathVariable String id) {
        return management.write(call, new RemoveConnector(id), (state, done) -> Reply.gone());
    }

    private static ConnectorView view(CommandState state, String id) {
        return ConnectorCommand.find(state, id)
                .map(ConnectorView::of)
                .orElseThrow(() -> Refusals.unknown("connector", id));
    }
}
