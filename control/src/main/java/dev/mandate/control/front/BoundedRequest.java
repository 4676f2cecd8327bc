package dev.mandate.control.front;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose body is read within bounds, however it is asked for. */
final class BoundedRequest extends HttpServletRequestWrapper {
    private final BodyLimit limit;
    private @Nullable BoundedBody body;

    BoundedRequest(HttpServletRequest request, BodyLimit limit) {
        super(request);
        this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(body(), StandardCharsets.UTF_8));
    }

    private BoundedBody body() throws IOException {
        if (body == null) {
            body = new BoundedBody(super.getInputStream(), getContentLengthLong(), limit, ServedConnection::waitAtMost);
        }
        return body;
    }

    /** Whether something of the body may be left; not of one that its sender keeps back until it is asked for. */
    boolean isUnread() {
        boolean sent = getContentLengthLong() > 0 || getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return body == null ? sent && getHeader(HttpHeaders.EXPECT) == null : body.isUnread();
    }

    void discardRest() throws IOException {
        body().discardRest();
    }
}
