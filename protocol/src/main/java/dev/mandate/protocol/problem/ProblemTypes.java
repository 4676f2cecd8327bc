package dev.mandate.protocol.problem;

import java.net.URI;
import java.util.Objects;

/**
 * The URLs in the {@code type} of problems (RFC 9457, section 3.1.1), the same on every plane of an installation. Each
 * leads to the code's page: the gateway forwards the path to the control plane.
 *
 * @param publicUrl the gateway's URL, which partners can reach
 */
public record ProblemTypes(URI publicUrl) {
    /**
     * The path prefix of the codes' pages. It is below {@code /.well-known}, so that it collides with no partner API.
     */
    public static final String PATH = "/.well-known/mandate-problems/";

    public ProblemTypes {
        Objects.requireNonNull(publicUrl);
    }

    /** Returns the type of a code. */
    public String of(String code) {
        return publicUrl + PATH + code;
    }
}
