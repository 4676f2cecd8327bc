package dev.mandate.control.front.body;

import dev.mandate.control.token.bearer.ActorAuthentication;
import dev.mandate.protocol.limit.Addresses;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

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
            body = new BoundedBody(
                    super.getInputStream(), caller(), getContentLengthLong(), limit, ServedConnection::waitAtMost);
        }
        return body;
    }

    /** Returns the app or the gateway that was authenticated, else the address. */
    private String caller() {
        return switch (SecurityContextHolder.getContext().getAuthentication()) {
            case ActorAuthentication app -> "app " + app.getPrincipal().app();
            case AnonymousAuthenticationToken _ -> address();
            case Authentication gateway when gateway.isAuthenticated() -> "gateway " + gateway.getName();
            case null, default -> address();
        };
    }

    private String address() {
        return "address " + Addresses.counted(getRemoteAddr());
    }

    /** Ends the count of the body's bytes in memory. */
    void release() {
        if (body != null) {
            body.release();
        }
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
