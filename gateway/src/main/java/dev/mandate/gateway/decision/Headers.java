package dev.mandate.gateway.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, as whatever received it presents them. Names compare without case (RFC 9110, section 5.1). */
public interface Headers {
    /** Returns the first value of a field; null without one. */
    @Nullable
    String first(String name);

    /** Returns the values of a field, one for each line, in the order in which they came. */
    List<String> all(String name);

    /** Whether a field stands on more than one line. */
    default boolean isRepeated(String name) {
        return all(name).size() > 1;
    }
}
