package dev.mandate.samples.service;

import dev.mandate.client.upstream.Problem;
import dev.mandate.client.upstream.Problem.FieldError;
import dev.mandate.samples.form.InvalidFormException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Converts every exception to a problem. An unexpected one is logged, and its details are not disclosed. */
@RestControllerAdvice
final class ServiceAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> invalid(InvalidFormException invalid) {
        Problem problem = Problem.ofFields(invalid.errors());
        return problem.answer().body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        Problem problem = Problem.ofFields(List.of(new FieldError("body", "must be JSON of at most 1 MiB")));
        return problem.answer().body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> conflict(ConflictException conflict) {
        Problem problem = Problem.of(HttpStatus.CONFLICT, conflict.code(), conflict.detail());
        return problem.answer().body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException refused) {
        Problem problem = Problem.of(
                HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "this path has other methods, see Allow");
        return problem.answer()
                .headers(refused.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException refused) {
        Problem problem = Problem.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "send the body as application/json");
        return problem.answer().body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception failure) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            String code = status == HttpStatus.NOT_FOUND ? "not_found" : "invalid_request";
            Problem problem = Problem.of(status, code, "the request cannot be served as it is");
            return problem.answer().body(problem);
        }
        LOG.error("a sample service failed", failure);
        Problem problem =
                Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "the service failed, try again");
        return problem.answer().body(problem);
    }
}
