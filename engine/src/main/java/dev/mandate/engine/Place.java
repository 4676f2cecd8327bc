package dev.mandate.engine;

import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.route.Endpoint;
import java.util.List;
import java.util.Optional;

/** Which space a request names, before asking whether the user reaches it: the first half of step 5. */
sealed interface Place {
    /** None: the upstream filters. */
    record Nowhere() implements Place {}

    /** This one, in whatever spelling; perhaps no space at all. */
    record Named(SpaceParameter parameter, String value) implements Place {}

    /** Two of them, or none where the document demands one. */
    record Unclear(Reason reason, SpaceParameter parameter) implements Place {}

    static Place of(Request request, Endpoint endpoint) {
        Optional<SpaceParameter> parameter = endpoint.action().space();
        return parameter.map(p -> of(request, endpoint, p)).orElseGet(Nowhere::new);
    }

    private static Place of(Request request, Endpoint endpoint, SpaceParameter parameter) {
        List<String> values = switch (parameter.in()) {
            case PATH ->
                endpoint.template().value(parameter.name(), request.path()).stream()
                        .toList();
            case QUERY -> request.query().values(parameter.name());
        };
        if (values.size() > 1) {
            return new Unclear(Reason.SPACE_REPEATED, parameter);
        }
        if (values.isEmpty()) {
            return parameter.required() ? new Unclear(Reason.SPACE_MISSING, parameter) : new Nowhere();
        }
        return new Named(parameter, values.getFirst());
    }
}
