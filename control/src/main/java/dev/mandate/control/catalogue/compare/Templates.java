package dev.mandate.control.catalogue.compare;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The path templates that one import or one change of precedences compares, each parsed once. Refuses with 400 one that no request
 * could match. For one thread.
 */
public final class Templates {
    private final Map<String, Parsed> byText = new HashMap<>();

    private record Parsed(Template template, String shape) {}

    public Template of(ActionKey key) {
        return parsed(key).template();
    }

    /** The template without the names of its parameters. */
    public String shape(ActionKey key) {
        return parsed(key).shape();
    }

    private Parsed parsed(ActionKey key) {
        Parsed known = byText.get(key.template());
        if (known == null) {
            known = parse(key.template());
            byText.put(key.template(), known);
        }
        return known;
    }

    private static Parsed parse(String text) {
        try {
            Template template = Template.parse(text);
            return new Parsed(template, template.shape());
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("document", String.valueOf(e.getMessage()));
        }
    }

    /** The actions of an API that are not retired, with the precedences of the catalogue, for comparing them. */
    List<Endpoint> endpoints(Catalogue catalogue, Api api) {
        return api.actions().stream()
                .filter(action -> action.status() != ActionStatus.RETIRED)
                .map(action -> endpoint(api, catalogue.ordered(action)))
                .toList();
    }

    private Endpoint endpoint(Api api, Action action) {
        return new Endpoint(api, action, of(action.key()), Requirement.UNKNOWN);
    }

    /** The same of all other APIs, but for those whose base paths keep every request apart, in whatever spelling. */
    List<Endpoint> others(Catalogue catalogue, Api api) {
        Template below = below(api);
        return catalogue.apis().values().stream()
                .filter(other -> !other.id().equals(api.id()) && below.mayOverlap(below(other)))
                .flatMap(other -> endpoints(catalogue, other).stream())
                .toList();
    }

    /** All that is below an API's base path, which has no parameters. */
    private static Template below(Api api) {
        return parse(api.basePath() + "/{path...}").template();
    }
}
