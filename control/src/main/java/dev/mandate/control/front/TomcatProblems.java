package dev.mandate.control.front;

import dev.mandate.protocol.problem.Problem;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/** Which problem a status of Tomcat's own is. */
final class TomcatProblems {
    /** Tomcat has no type for it. */
    private static final String TOO_LARGE = String.valueOf(
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error"));

    private TomcatProblems() {}

    /** Returns the problem of a status, 400 or higher; what was thrown says which of the faults of a head it is. */
    static Problem of(int status, @Nullable Throwable thrown) {
        return switch (status) {
            case 404 -> Problem.of(404, "not_found", "Not Found", "there is nothing at this path");
            case 405 ->
                Problem.of(405, "method_not_allowed", "Method Not Allowed", "this method is not served: see `Allow`");
            case 408 -> BoundedBody.late().problem();
            case 501 ->
                Problem.of(501, "coding_not_supported", "Not Implemented", "send the body as it is or in chunks");
            // a version of HTTP that is not spoken is the caller's fault, as at the gateway
            case 505 -> malformed(thrown);
            default -> status < 500 ? malformed(thrown) : failed();
        };
    }

    private static Problem malformed(@Nullable Throwable thrown) {
        if (thrown instanceof IllegalArgumentException && TOO_LARGE.equals(thrown.getMessage())) {
            return Problem.of(
                    431, "headers_too_large", "Request Header Fields Too Large", "the head is too large: shorten it");
        }
        return Problem.of(
                400,
                "malformed_request",
                "Bad Request",
                "the request is not HTTP as it must be: percent-encode what a target may not contain");
    }

    private static Problem failed() {
        return Problem.of(500, "internal_error", "Internal Server Error", "the request failed: try again");
    }
}
