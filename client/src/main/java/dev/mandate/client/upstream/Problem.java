package dev.mandate.client.upstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A problem (RFC 9457) in the form of Mandate's own answers. It has no {@code instance}, because a problem about a
 * hidden resource must not differ from one about an absent resource.
 *
 * @param type {@code about:blank}, as an upstream has no page for it (RFC 9457, section 4.2.1); programs read {@code code}
 * @param code stable, lower case with underscores
 * @param errors the refused fields; omitted if empty
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    private static final String NO_PAGE = "about:blank";

    /** A refused field: its place in the body or query, and what it must be. */
    @JsonPropertyOrder({"field", "message"})
    public record FieldError(String field, String message) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    /** Returns a problem whose type and title follow from code and status. */
    public static Problem of(HttpStatus status, String code, String detail) {
        String title = status.getReasonPhrase();
        return new Problem(NO_PAGE, title, status.value(), detail, code, List.of());
    }

    /** Returns one of Mandate's own problems. */
    static Problem of(ProblemCode problem, String detail) {
        return of(HttpStatus.valueOf(problem.status()), problem.code(), detail);
    }

    /** Returns the 400 for a request with refused fields. */
    public static Problem ofFields(List<FieldError> errors) {
        Problem bare = of(ProblemCode.INVALID_REQUEST, "the request has invalid fields, see errors");
        return new Problem(bare.type, bare.title, bare.status, bare.detail, bare.code, errors);
    }

    /** Returns the answer to which the problem is added as the body. */
    public ResponseEntity.BodyBuilder answer() {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
