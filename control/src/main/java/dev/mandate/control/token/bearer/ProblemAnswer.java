package dev.mandate.control.token.bearer;

import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.ProblemTypes;
import dev.mandate.protocol.record.DecisionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem from where no controller is reached (RFC 9457). Safe to share between threads. */
public final class ProblemAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProblemTypes types;

    public ProblemAnswer(ProblemTypes types) {
        this.types = types;
    }

    public void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = bytes(named(response, problem));
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Writes a problem of a filter that more than one path passes: at the token endpoint with OAuth's members. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(response, OAuthError.at(request.getServletPath(), problem));
    }

    /** Writes a 429 that says how many seconds to wait. */
    public void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        write(request, response, Problem.of(ProblemCode.TOO_MANY_REQUESTS, detail + ": wait, then repeat"));
    }

    /** The problem as it is written, in UTF-8. */
    public byte[] bytes(Problem problem) {
        return JSON.writeValueAsBytes(problem.toMap(types));
    }

    /** The problem with the id of the decision, where the answer carries one. */
    public static Problem named(HttpServletResponse response, Problem problem) {
        String decision = response.getHeader(DecisionId.HEADER);
        return decision == null ? problem : problem.with("decision", decision);
    }
}
