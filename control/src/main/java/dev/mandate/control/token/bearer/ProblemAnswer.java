package dev.mandate.control.token.bearer;

import dev.mandate.protocol.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem from where no controller is reached (RFC 9457). */
public final class ProblemAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProblemAnswer() {}

    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = JSON.writeValueAsBytes(problem.toMap());
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
