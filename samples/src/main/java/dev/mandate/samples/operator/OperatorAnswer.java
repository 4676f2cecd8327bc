package dev.mandate.samples.operator;

import dev.mandate.client.upstream.Problem;
import org.springframework.http.HttpStatus;

/** A status and what becomes the JSON of the body. */
public record OperatorAnswer(int status, Object body) {
    /** A problem as an answer. */
    public static OperatorAnswer of(Problem problem) {
        return new OperatorAnswer(problem.status(), problem);
    }

    /** The 404 for a path or an id that is not there. */
    public static OperatorAnswer notFound() {
        return of(Problem.of(HttpStatus.NOT_FOUND, "not_found", "the operator port has no such thing"));
    }
}
