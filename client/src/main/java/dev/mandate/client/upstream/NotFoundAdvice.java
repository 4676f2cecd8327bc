package dev.mandate.client.upstream;

import dev.mandate.protocol.problem.ProblemCode;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers {@link NotFoundException}. Ordered before the application's own advice, which may catch every exception. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NotFoundAdvice {
    // INVARIANT: one constant, so that all 404 answers have the same bytes.
    private static final Problem NOT_FOUND =
            Problem.of(ProblemCode.NOT_FOUND, "there is no such resource, or it is not visible to you");

    @ExceptionHandler
    ResponseEntity<Problem> answer(NotFoundException notFound) {
        return NOT_FOUND.answer().header("Mandate-Reason", notFound.reason()).body(NOT_FOUND);
    }
}
