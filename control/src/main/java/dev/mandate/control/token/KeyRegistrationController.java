package dev.mandate.control.token;

import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.key.IdentityKeys;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.problem.ProblemTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where a gateway registers the key that it signs identities with: {@code POST /internal/keys {"kid", "jwk", "proof"}}, 204. */
@RestController
final class KeyRegistrationController {
    private static final String BEARER = "Bearer ";

    private final IdentityKeys keys;
    private final ProblemTypes types;

    KeyRegistrationController(IdentityKeys keys, ProblemTypes types) {
        this.keys = keys;
        this.types = types;
    }

    /**
     * A key to register.
     *
     * @param proof that the gateway holds the private half; without one it takes over no key of another gateway
     */
    record Body(
            @Nullable String kid,
            @Nullable Map<String, Object> jwk,
            @Nullable String proof) {}

    @PostMapping(path = "/internal/keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> register(@RequestBody Body body, Principal gateway, HttpServletRequest request) {
        String gatewayKey = request.getHeader(HttpHeaders.AUTHORIZATION)
                .substring(BEARER.length())
                .strip();
        if (body.kid() == null || body.jwk() == null) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, "`kid` and `jwk` must both be there");
        }
        Note note = new Note(
                gateway.getName(), UUID.randomUUID().toString(), "identity key of a gateway", request.getRemoteAddr());
        keys.publish(
                body.kid(),
                body.jwk(),
                new IdentityKeys.Registration(gateway.getName(), gatewayKey, body.proof()),
                note);
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Refusal refusal) {
        return answer(refusal.problem());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException cause) {
        return answer(Problem.of(
                ProblemCode.INVALID_REQUEST, "the body must be a JSON object with `kid` and an object `jwk`"));
    }

    private ResponseEntity<Map<String, Object>> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.toMap(types));
    }
}
