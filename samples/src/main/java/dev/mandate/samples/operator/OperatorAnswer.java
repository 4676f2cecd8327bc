package dev.mandate.samples.operator;

import dev.mandate.client.upstream.Problem;
import org.springframework.http.HttpStatus;

/** A status and the object that becomes the JSON body. */
public record OperatorAnswer(int status, Object body) {
    /** Returns a problem as an answer. */
    public static OperatorAnswer of(Problem problem) {
        return new OperatorAnswer(problem.status(), problem);
    }

    /** Returns the 404 for an unknown path or id. */
    public static OperatorAnswer notFound() {
        return of(Problem.of(HttpStatus.NOT_FOUND, "not_found", "the operator port has no such thing"));
    }
}
