package dev.mandate.app.question;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path with parameters, as it goes on the wire.
 *
 * @param text the path, and what follows it so far
 */
record ParameterPath(String text) {
    /** The same with one parameter more; the same if it is absent. */
    ParameterPath with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new ParameterPath(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded);
    }
}
