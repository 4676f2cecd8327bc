package dev.mandate.control.token.bearer;

import dev.mandate.engine.Caller;
import dev.mandate.engine.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * The refusal of a bearer, for those who record denials.
 *
 * @param step of the decision that answered, 0 to 3
 * @param caller as far as the token could be believed
 */
public record Dismissal(int step, Reason reason, Optional<Caller> caller) {
    private static final String ATTRIBUTE = Dismissal.class.getName();

    /** The refusal of the request; empty if it was admitted. */
    public static Optional<Dismissal> of(HttpServletRequest request) {
        return Optional.ofNullable((Dismissal) request.getAttribute(ATTRIBUTE));
    }

    static void note(HttpServletRequest request, AuthenticationException cause) {
        request.setAttribute(ATTRIBUTE, of(cause));
    }

    private static Dismissal of(AuthenticationException cause) {
        return switch (cause) {
            case NotStanding fallen -> new Dismissal(3, fallen.reason(), Optional.of(fallen.caller()));
            case Misdirected elsewhere ->
                new Dismissal(1, Reason.TOKEN_FOR_ANOTHER_DOOR, Optional.of(elsewhere.caller()));
            case Undecided undecided -> new Dismissal(2, undecided.reason(), Optional.empty());
            case OAuth2AuthenticationException e
            when e.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_REQUEST) ->
                new Dismissal(0, Reason.MALFORMED_REQUEST, Optional.empty());
            case OAuth2AuthenticationException e -> new Dismissal(1, Reason.TOKEN_INVALID, Optional.empty());
            default -> new Dismissal(1, Reason.CREDENTIAL_MISSING, Optional.empty());
        };
    }
}
