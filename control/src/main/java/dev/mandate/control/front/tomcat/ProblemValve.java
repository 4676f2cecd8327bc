package dev.mandate.control.front.tomcat;

import dev.mandate.control.token.bearer.OAuthError;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.problem.Problem;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Answers as problems what Tomcat refuses by itself: heads that it cannot read, methods that it does not pass on, bodies that break
 * off. Tomcat makes it by its name, so the class and its constructor are public.
 */
public final class ProblemValve extends ErrorReportValve {
    /** The attribute of the servlet context that holds the {@link ProblemAnswer}. */
    static final String ANSWER = ProblemAnswer.class.getName();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (open.get()) {
            Problem problem = TomcatProblems.of(response.getStatus(), request, thrown);
            write(response, problem.status(), problems().bytes(OAuthError.at(request.getRequestURI(), problem)));
        }
    }

    private static void write(Response response, int status, byte[] body) {
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            Writer writer = response.getReporter();
            // null if something was written already
            if (writer != null) {
                writer.write(new String(body, StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            // the caller is gone
        }
    }

    /** A head that cannot be read belongs to no context, but the host has one alone. */
    private ProblemAnswer problems() {
        for (Container context : getContainer().findChildren()) {
            if (context instanceof Context one
                    && one.getServletContext().getAttribute(ANSWER) instanceof ProblemAnswer a) {
                return a;
            }
        }
        throw new IllegalStateException("this is a bug: the valve is without its context");
    }
}
