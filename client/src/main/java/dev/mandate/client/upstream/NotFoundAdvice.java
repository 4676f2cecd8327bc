package dev.mandate.client.upstream;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers {@link NotFoundException}; stands before the application's own advice, which may catch everything. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NotFoundAdvice {
    // INVARIANT: one constant, so that no 404 can differ from another in a single byte.
    private static final Problem NOT_FOUND =
            Problem.of(HttpStatus.NOT_FOUND, "not_found", "there is no such resource, or it is not visible to you");

    @ExceptionHandler
    ResponseEntity<Problem> answer(NotFoundException notFound) {
        return NOT_FOUND.answer().header("Mandate-Reason", notFound.reason()).body(NOT_FOUND);
    }
}
