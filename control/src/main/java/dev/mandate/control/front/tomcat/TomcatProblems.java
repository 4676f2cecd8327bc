package dev.mandate.control.front.tomcat;

import dev.mandate.control.front.body.BoundedBody;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/** Which problem a status of Tomcat's own is. */
final class TomcatProblems {
    /** Tomcat has no type for it. */
    private static final String TOO_LARGE = String.valueOf(
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error"));

    /** Headers that Tomcat reads of one request. */
    static final int MOST_HEADERS = 100;

    private static final String TOO_MANY =
            String.valueOf(StringManager.getManager(MimeHeaders.class).getString("headers.maxCountFail", MOST_HEADERS));

    private TomcatProblems() {}

    /** Returns the problem of a status, 400 or higher; what was thrown says which of the faults of a head it is. */
    static Problem of(int status, Request request, @Nullable Throwable thrown) {
        return switch (status) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this method is not served: see `Allow`");
            case 408 -> BoundedBody.late().problem();
            case 417 -> Problem.of(ProblemCode.EXPECTATION_FAILED, "send no `Expect` other than `100-continue`");
            case 501 -> notImplemented(request);
            case 505 -> Problem.of(ProblemCode.VERSION_NOT_SUPPORTED, "send HTTP/1.1");
            default -> status < 500 ? malformed(request, thrown) : failed();
        };
    }

    private static Problem notImplemented(Request request) {
        return "CONNECT".equals(request.getMethod())
                ? Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "CONNECT is not served on any path")
                : Problem.of(ProblemCode.CODING_NOT_SUPPORTED, "send the body as it is or in chunks");
    }

    private static Problem malformed(Request request, @Nullable Throwable thrown) {
        String why = thrown == null ? "" : String.valueOf(thrown.getMessage());
        if (why.equals(TOO_LARGE)) {
            // Tomcat sets the target when it has read all of it
            if (request.getCoyoteRequest().requestURI().isNull()) {
                return Problem.of(
                        ProblemCode.TARGET_TOO_LONG, "the first line is too long: shorten the path or the query");
            }
            return headers("the head is too large: shorten it");
        }
        if (why.equals(TOO_MANY)) {
            return headers("the request has more than " + MOST_HEADERS + " headers: send fewer");
        }
        return Problem.of(ProblemCode.MALFORMED_REQUEST, HeadFault.detail(request, why));
    }

    private static Problem headers(String detail) {
        return Problem.of(ProblemCode.HEADERS_TOO_LARGE, detail);
    }

    private static Problem failed() {
        return Problem.of(ProblemCode.INTERNAL_ERROR, "the request failed: try again");
    }
}
