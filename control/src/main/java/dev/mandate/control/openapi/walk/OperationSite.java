package dev.mandate.control.openapi.walk;

import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.SpaceParameter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The place of an operation: everything that its marks may refer to. */
record OperationSite(
        HttpMethod method,
        PathTemplate template,
        Place operation,
        Optional<String> operationId,
        Map<Parameters.Key, Boolean> parameters) {

    /** Whether the path parameter shares its segment with another one, so that a request can be read in two ways. */
    boolean sharesSegment(String name) {
        return Stream.of(template.text().split("/", -1))
                .filter(segment -> segment.contains("{" + name + "}"))
                .anyMatch(segment -> segment.indexOf('{') != segment.lastIndexOf('{'));
    }

    /** Whether the parameter is required; empty where a request could not carry it, since nothing declares it. */
    Optional<Boolean> required(SpaceParameter.In in, String name) {
        boolean reachable =
                in == SpaceParameter.In.QUERY || template.parameters().contains(name);
        return reachable ? Optional.ofNullable(parameters.get(new Parameters.Key(in.word(), name))) : Optional.empty();
    }
}
