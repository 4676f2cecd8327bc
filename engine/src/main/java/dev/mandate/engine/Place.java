package dev.mandate.engine;

import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import java.util.Optional;

/** Which space a request names, before the engine checks whether the user reaches it: the first half of step 5. */
sealed interface Place {
    /** The request names no space; the upstream filters by the user's spaces. */
    record Nowhere() implements Place {}

    /** The request names this space, unvalidated; the space may not exist. */
    record Named(SpaceParameter parameter, String value) implements Place {}

    /**
     * The request names two spaces, spells one in a way that parsers read differently, or names none where the document
     * requires one.
     */
    record Unclear(Reason reason, SpaceParameter parameter) implements Place {}

    static Place of(Request request, Endpoint endpoint) {
        Optional<SpaceParameter> parameter = endpoint.action().space();
        return parameter.map(p -> of(request, endpoint, p)).orElseGet(Nowhere::new);
    }

    private static Place of(Request request, Endpoint endpoint, SpaceParameter parameter) {
        if (request.query().hasOtherSpelling(parameter.name())) {
            return new Unclear(Reason.SPACE_REPEATED, parameter);
        }
        return switch (parameter.in()) {
            // one template cannot name a parameter twice, but Spring's binder lets a query parameter override the
            // path's value
            case PATH ->
                request.query().has(parameter.name())
                        ? new Unclear(Reason.SPACE_REPEATED, parameter)
                        : inPath(request, endpoint, parameter);
            case QUERY -> inQuery(request.query().values(parameter.name()), parameter);
        };
    }

    private static Place inPath(Request request, Endpoint endpoint, SpaceParameter parameter) {
        // INVARIANT: a segment that the upstream may split in another way than this code is refused
        if (endpoint.template().readsTwoValues(parameter.name(), request.path())) {
            return new Unclear(Reason.SPACE_REPEATED, parameter);
        }
        return endpoint.template()
                .value(parameter.name(), request.path())
                .<Place>map(value -> new Named(parameter, value))
                // INVARIANT: a space that the upstream may read but this code cannot, such as `REPORT-5` for
                // `report-{ws}`, is refused
                .orElseGet(() -> new Unclear(Reason.SPACE_MISSING, parameter));
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
