package dev.mandate.control.api;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.problem.Incident;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.ProblemTypes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every failure as a problem: refusals as they are, the framework's by what they mean, ours without a trace of how. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final int MOST_CAUSES = 20;

    private final ProblemTypes types;

    ProblemAdvice(ProblemTypes types) {
        this.types = types;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal, HttpServletResponse response) {
        return answer(ProblemAnswer.named(response, refusal.problem()));
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<byte[]> unknown(Exception e, HttpServletResponse response) {
        Problem problem = Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
        return answer(ProblemAnswer.named(response, problem));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> otherMethod(HttpRequestMethodNotSupportedException e, HttpServletResponse response) {
        String[] supported = Optional.ofNullable(e.getSupportedMethods()).orElse(new String[0]);
        Problem problem = Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this path has " + String.join(", ", supported));
        return ResponseEntity.status(405)
                .header(HttpHeaders.ALLOW, String.join(", ", supported))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .body(JsonBody.write(ProblemAnswer.named(response, problem).toMap(types)));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> otherType(HttpMediaTypeNotSupportedException e) {
        return answer(Problem.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "send the body as JSON in UTF-8, with `Content-Type: application/json`"));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingServletRequestParameterException e) {
        return answer(Refusals.malformed(e.getParameterName(), "is required").problem());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongType(MethodArgumentTypeMismatchException e) {
        return answer(Refusals.malformed(e.getName(), "has a wrong type").problem());
    }

    /** The body is no JSON, breaks off, or is framed wrongly. */
    @ExceptionHandler({HttpMessageNotReadableException.class, BadRequestException.class})
    ResponseEntity<byte[]> unreadable(Exception e) {
        return answer(Refusals.malformed("", "the body cannot be read").problem());
    }

    /** The caller hung up before its answer was written, so nobody reads one. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> gone(AsyncRequestNotUsableException e) {
        return null;
    }

    /** A read that needed the database, which is away, out of room or starting: nobody's fault here, and soon over. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<byte[]> unavailable(Exception e) {
        LOG.warn("the database did not answer: {}", e.getMessage());
        return answer(Problem.of(ProblemCode.UNAVAILABLE, "the database is away: try again"));
    }

    /** What the framework finds wrong with a request is its sender's fault, and nothing to log. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> failed(Exception e) {
        if (causes(e).anyMatch(ProblemAdvice::isOfALeftCaller)) {
            return null;
        }
        if (e instanceof ErrorResponse framework && framework.getStatusCode().is4xxClientError()) {
            return answer(Refusals.malformed("", "the request is not what this call takes")
                    .problem());
        }
        String incident = Incident.log("request failed", e);
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR, "the request failed: quote the incident to the operator")
                .with("incident", incident));
    }

    /** A writer may have wrapped it: a converter, or a stream that throws no checked exception. */
    private static boolean isOfALeftCaller(Throwable cause) {
        return cause instanceof AsyncRequestNotUsableException || cause instanceof ClientAbortException;
    }

    private static Stream<Throwable> causes(Throwable e) {
        // bounded, as causes may form a circle
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
    }

    private ResponseEntity<byte[]> answer(Problem problem) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        headers(problem).forEach(response::header);
        return response.body(JsonBody.write(problem.toMap(types)));
    }

    private static Map<String, String> headers(Problem problem) {
        return switch (problem.status()) {
            case 401 -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case 429, 503 -> Map.of(HttpHeaders.RETRY_AFTER, "1");
            default -> Map.of();
        };
    }
}
