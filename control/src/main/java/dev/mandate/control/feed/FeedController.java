package dev.mandate.control.feed;

import dev.mandate.control.token.gateway.GatewayKeys;
import dev.mandate.control.token.gateway.TokenIssuer;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Positions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The feed over HTTP: a stream of frames, one JSON object a line, and the gateway's positions by calls of their own. Who may call is
 * settled before, for all of {@code /internal}.
 */
@RestController
@RequestMapping("/internal/feed/{session:[A-Za-z0-9_-]{16,64}}")
final class FeedController {
    private final Sessions sessions;
    private final FeedSettings settings;
    private final GatewayKeys gateways;
    private final TokenIssuer issuer;

    FeedController(Sessions sessions, FeedSettings settings, GatewayKeys gateways, TokenIssuer issuer) {
        this.sessions = sessions;
        this.settings = settings;
        this.gateways = gateways;
        this.issuer = issuer;
    }

    /** Answers until one of the two goes away or the gateway is removed; writes on the request's own (virtual) thread. */
    @GetMapping
    void follow(
            @PathVariable("session") String name,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String key,
            Principal gateway,
            HttpServletResponse response)
            throws IOException {
        Optional<GatewaySession> session = sessions.begin(
                name, new GatewaySession.Gateway(gateway.getName(), hash(key), () -> gateways.live(gateway.getName())));
        if (session.isEmpty()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        response.setContentType("application/x-ndjson");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(Frame.ISSUER, issuer.url().toString());
        sessions.feed(session.get(), response.getOutputStream());
    }

    /**
     * 204; 404 if this node feeds no such session of this key, 400 for what are no positions, 409 if something before them was
     * lost, 413 for too many.
     */
    @PostMapping("/positions")
    void positions(
            @PathVariable("session") String name,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String key,
            InputStream body,
            HttpServletResponse response)
            throws IOException {
        response.setStatus(told(sessions.find(name, hash(key)), body).value());
    }

    /** INVARIANT: a session is its key's alone, so that no gateway can move another's positions or answer its marks. */
    private static Digest hash(String key) {
        return Digest.of(key.getBytes(StandardCharsets.UTF_8));
    }

    private HttpStatus told(Optional<GatewaySession> session, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(settings.positions() + 1);
        if (bytes.length > settings.positions()) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (session.isEmpty()) {
            return HttpStatus.NOT_FOUND;
        }
        try {
            return switch (session.get().tell(Positions.of(bytes))) {
                case TAKEN -> HttpStatus.NO_CONTENT;
                case OUT_OF_ORDER -> HttpStatus.CONFLICT;
            };
        } catch (MalformedForm e) {
            return HttpStatus.BAD_REQUEST;
        }
    }
}
