package dev.mandate.control.connector;

import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.id.ApiId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connector as it is written. A line is an action key, with or without the API's base path and leading slash. */
record ConnectorForm(
        @Nullable String id,
        @Nullable String name,
        @Nullable String api,
        @Nullable Map<String, @Nullable LinesForm> modules) {
    record LinesForm(
            @Nullable List<@Nullable String> required,
            @Nullable List<@Nullable String> optional) {}

    String checkedId() {
        return Ids.in("id", id, ApiId::new).value();
    }

    Connector connector(CommandState state) {
        Api of = Actions.require(state, Ids.in("api", api, ApiId::new));
        if (modules == null || modules.isEmpty()) {
            throw Refusals.malformed("modules", "is required: at least one module with its lines");
        }
        Map<String, Connector.Lines> read = new LinkedHashMap<>();
        modules.forEach((module, lines) -> {
            String called = Text.name("modules", module);
            Names.requireUnlike(read.keySet(), "module of the connector", called);
            read.put(called, lines(of, module, lines));
        });
        return new Connector(checkedId(), Text.name("name", name), of.id(), read);
    }

    private static Connector.Lines lines(Api api, String module, @Nullable LinesForm form) {
        if (form == null) {
            throw Refusals.malformed("modules." + module, "must be an object with `required` and `optional`");
        }
        return new Connector.Lines(
                keys(api, "modules." + module + ".required", form.required()),
                keys(api, "modules." + module + ".optional", form.optional()));
    }

    private static Set<ActionKey> keys(Api api, String field, @Nullable List<@Nullable String> lines) {
        Set<ActionKey> keys = new LinkedHashSet<>();
        for (String line : lines == null ? List.<@Nullable String>of() : lines) {
            if (line == null) {
                throw Refusals.malformed(field, "must be a list of action keys");
            }
            keys.add(key(api, field, line));
        }
        return keys;
    }

    private static ActionKey key(Api api, String field, String line) {
        String spelled = line.strip().replaceAll("\\s+", " ");
        int space = spelled.indexOf(' ');
        String method = space < 0 ? "" : spelled.substring(0, space);
        String path = spelled.substring(space + 1);
        String slashed = path.startsWith("/") ? path : "/" + path;
        return api.actions().stream()
                .filter(a -> a.status() != ActionStatus.RETIRED)
                .map(Action::key)
                .filter(k -> k.method().equals(method))
                .filter(k -> k.template().equals(slashed) || k.template().equals(api.basePath() + slashed))
                .findFirst()
                .orElseThrow(() -> Refusals.malformed(
                        field, "names no action of api `" + api.id() + "`: `" + Text.shown(line) + "`"));
    }
}
