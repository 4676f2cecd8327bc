package dev.mandate.gateway.upstream;

import dev.mandate.engine.Reason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an upstream answered 404, for the owner's explanation and never for the caller: {@code outside-spaces; space=ID} or
 * {@code no-such-resource}.
 *
 * @param space the space of the resource, if the upstream names it
 */
record HiddenReason(Reason reason, Optional<String> space) {
    private static final Pattern OUTSIDE =
            Pattern.compile("outside-spaces(?:\\s*;\\s*space=\"?([A-Za-z0-9_-]{1,64})\"?)?");

    /** Empty for a text that is neither. */
    static Optional<HiddenReason> parse(String text) {
        String said = text.strip();
        if (said.equals("no-such-resource")) {
            return Optional.of(new HiddenReason(Reason.NO_SUCH_RESOURCE, Optional.empty()));
        }
        Matcher outside = OUTSIDE.matcher(said);
        return outside.matches()
                ? Optional.of(new HiddenReason(Reason.OUTSIDE_SPACES, Optional.ofNullable(outside.group(1))))
                : Optional.empty();
    }
}
