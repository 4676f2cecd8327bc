package dev.mandate.control.catalogue.compare;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses one path in two spellings, such as {@code /b/{id}} and {@code /B/{x}}, of two APIs with one upstream: an upstream that ignores
 * case would serve one API's action to who holds the other's. Within one API the document says that its upstream distinguishes the two.
 */
public final class SpellingConflicts {
    private static final int MOST_REFUSED = 20;

    private SpellingConflicts() {}

    /**
     * Compares an API as it is to be with all others.
     *
     * @throws Refusal 409 with the pairs, at most {@value #MOST_REFUSED}
     */
    public static void check(Templates templates, Catalogue catalogue, Api api) {
        Map<String, List<Endpoint>> own = templates.endpoints(catalogue, api).stream()
                .filter(Router::serves)
                .collect(Collectors.groupingBy(Endpoint::folded));
        List<Router.Conflict> found = templates.others(catalogue, api).stream()
                .filter(other -> api.sharesUpstreamWith(other.api()))
                .flatMap(other -> pairs(own.getOrDefault(other.folded(), List.of()), other))
                .limit(MOST_REFUSED)
                .toList();
        if (!found.isEmpty()) {
            throw Overlaps.refused(
                    "are one path in two spellings, which their common upstream may take for one: write the path in one"
                            + " spelling, or, if the upstream distinguishes the two, import both as one api",
                    found,
                    pair -> pair.one().template().example(pair.one().template()));
        }
    }

    /** Two that are written alike are GET and HEAD of one path, which are routed as they are written. */
    private static Stream<Router.Conflict> pairs(List<Endpoint> own, Endpoint other) {
        return own.stream().filter(one -> !one.sameShape(other)).map(one -> new Router.Conflict(one, other));
    }
}
