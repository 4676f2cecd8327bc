package dev.mandate.protocol.problem;

import java.net.URI;
import java.util.Objects;

/**
 * The URLs that are the {@code type} of problems (RFC 9457, section 3.1.1), the same at every plane of an installation. Each opens the
 * code's page: the gateway passes the path to the control plane.
 *
 * @param publicUrl of the gateway, which partners reach
 */
public record ProblemTypes(URI publicUrl) {
    /** Below it is the page of each code. Of `/.well-known`, so that no API of a partner has the path. */
    public static final String PATH = "/.well-known/mandate-problems/";

    public ProblemTypes {
        Objects.requireNonNull(publicUrl);
    }

    /** Returns the type of a code. */
    public String of(String code) {
        return publicUrl + PATH + code;
    }
}
