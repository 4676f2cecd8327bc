package dev.mandate.control.connector;

import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A connector as it is written in a body. */
record ConnectorForm(
        @Nullable String id,
        @Nullable String name,
        @Nullable String api,
        @Nullable Map<String, @Nullable LinesForm> modules) {
    record LinesForm(
            @Nullable List<@Nullable String> required,
            @Nullable List<@Nullable String> optional) {}

    /**
     * Returns what is written, before the api's actions are looked up.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if a field is missing or malformed
     */
    ConnectorDefinition definition() {
        String checked = Ids.in("id", id, ApiId::new).value();
        ApiId of = Ids.in("api", api, ApiId::new);
        if (modules == null || modules.isEmpty()) {
            throw Refusals.malformed("modules", "is required: at least one module with its lines");
        }
        SequencedMap<String, ConnectorDefinition.Lines> read = new LinkedHashMap<>();
        modules.forEach((module, lines) -> {
            String called = Text.name("modules", module);
            Names.requireUnlike(read.keySet(), "module of the connector", called);
            read.put(called, lines("modules." + module, lines));
        });
        return new ConnectorDefinition(checked, Text.name("name", name), of, read);
    }

    private static ConnectorDefinition.Lines lines(String field, @Nullable LinesForm form) {
        if (form == null) {
            throw Refusals.malformed(field, "must be an object with `required` and `optional`");
        }
        return new ConnectorDefinition.Lines(
                lines(field + ".required", form.required()), lines(field + ".optional", form.optional()));
    }

    private static List<ConnectorDefinition.Line> lines(String field, @Nullable List<@Nullable String> lines) {
        List<ConnectorDefinition.Line> read = new ArrayList<>();
        for (String line : lines == null ? List.<@Nullable String>of() : lines) {
            if (line == null) {
                throw Refusals.malformed(field, "must be a list of action keys");
            }
            read.add(line(field, line));
        }
        return read;
    }

    private static ConnectorDefinition.Line line(String field, String line) {
        String spelled = line.strip().replaceAll("\\s+", " ");
        int space = spelled.indexOf(' ');
        String method = space < 0 ? "" : spelled.substring(0, space);
        String path = spelled.substring(space + 1);
        return new ConnectorDefinition.Line(field, new ActionKey(method, path.startsWith("/") ? path : "/" + path));
    }
}
