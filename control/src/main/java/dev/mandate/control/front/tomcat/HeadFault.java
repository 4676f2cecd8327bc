package dev.mandate.control.front.tomcat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.parser.HttpHeaderParser;
import org.apache.tomcat.util.res.StringManager;

/** What is wrong with a head that Tomcat refused: Tomcat has no types for it, but a message for most, which starts with a fixed text. */
enum HeadFault {
    METHOD(Http11InputBuffer.class, "iib.invalidmethod", "the method is not a token (RFC 9110, section 9.1)"),
    TARGET(
            Http11InputBuffer.class,
            "iib.invalidRequestTarget",
            "the request target has a character that must be percent-encoded (RFC 9112, section 3.2)"),
    VERSION(
            Http11InputBuffer.class,
            "iib.invalidHttpProtocol",
            "the first line does not end with a version of HTTP, such as `HTTP/1.1`"),
    HEADER(
            HttpHeaderParser.class,
            "httpHeaderParser.invalidHeader",
            "a header is not a name, a colon and a value (RFC 9112, section 5)"),
    END_OF_LINE(HttpHeaderParser.class, "httpHeaderParser.invalidCrlfNoCR", "a line does not end with CR LF"),
    PATH(
            CoyoteAdapter.class,
            "coyoteAdapter.invalidURI",
            "the path does not begin with `/`, leaves its root, or cannot be decoded: send percent-encoded UTF-8");

    private final String begins;
    private final String detail;

    HeadFault(Class<?> says, String key, String detail) {
        String text = String.valueOf(StringManager.getManager(says).getString(key));
        int argument = text.indexOf('[');
        this.begins = argument < 0 ? text : text.substring(0, argument);
        this.detail = detail;
    }

    /** Returns what Tomcat would throw for this fault. */
    IllegalArgumentException thrown() {
        return new IllegalArgumentException(begins);
    }

    /** Returns the detail of a problem: what Tomcat's message says, else what can be seen of the head, else what every such head has in common. */
    static String detail(Request request, String message) {
        String said = message.isEmpty() ? String.valueOf(request.getResponse().getMessage()) : message;
        return Arrays.stream(values())
                .filter(fault -> said.startsWith(fault.begins))
                .map(fault -> fault.detail)
                .findFirst()
                .or(() -> seen(request))
                .orElse("the first line or a header is not as HTTP/1.1 writes it (RFC 9112)");
    }

    private static Optional<String> seen(Request request) {
        if (lines(request, "Host") != 1) {
            return Optional.of("exactly one `Host` is required");
        }
        return lines(request, "Content-Length") > 1
                ? Optional.of("`Content-Length` is sent more than once")
                : Optional.empty();
    }

    private static int lines(Request request, String name) {
        return Collections.list(request.getCoyoteRequest().getMimeHeaders().values(name))
                .size();
    }
}
