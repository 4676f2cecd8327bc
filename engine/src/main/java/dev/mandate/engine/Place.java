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
        return switch (parameter.in()) {
            // a template gives one name to one parameter
            case PATH ->
                endpoint.template()
                        .value(parameter.name(), request.path())
                        .<Place>map(value -> new Named(parameter, value))
                        .orElseGet(() -> absent(parameter));
            case QUERY -> inQuery(request.query().values(parameter.name()), parameter);
        };
    }

    private static Place inQuery(List<String> values, SpaceParameter parameter) {
        return switch (values.size()) {
            case 0 -> absent(parameter);
            case 1 -> new Named(parameter, values.getFirst());
            default -> new Unclear(Reason.SPACE_REPEATED, parameter);
        };
    }

    private static Place absent(SpaceParameter parameter) {
        return parameter.required() ? new Unclear(Reason.SPACE_MISSING, parameter) : new Nowhere();
    }
}
