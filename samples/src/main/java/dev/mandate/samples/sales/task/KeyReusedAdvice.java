package dev.mandate.samples.sales.task;

import dev.mandate.client.upstream.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers {@link KeyReusedException}. Ordered before {@code ServiceAdvice}, which catches every exception. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KeyReusedAdvice {
    @ExceptionHandler
    ResponseEntity<Problem> answer(KeyReusedException reused) {
        Problem problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency_key_reused",
                "this Idempotency-Key was used for another order: send that order again, or take a new key");
        return problem.answer().body(problem);
    }
}
