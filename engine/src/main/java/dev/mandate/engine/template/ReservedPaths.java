package dev.mandate.engine.template;

import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.SegmentFold;
import java.util.List;

/**
 * The paths that the gateway serves itself. A request for one of them is never an action of an imported API, whatever its
 * templates could match; only an API that the control plane serves itself has actions there.
 */
public final class ReservedPaths {
    /** As a message names them. */
    public static final String NAMES = "those below `/access`, `/connect`, `/forward-auth`, `/oauth2` and"
            + " `/user-services`, and `authzen-configuration`, `mandate-identity-jwks.json`,"
            + " `mandate-problems` and `oauth-authorization-server` below `/.well-known`";

    /** Each with what lies below it. Every literal is its own {@linkplain SegmentFold fold}. */
    private static final List<Template> TEMPLATES = List.of(
            Template.parse("/access"),
            Template.parse("/access/{path...}"),
            Template.parse("/connect"),
            Template.parse("/connect/{path...}"),
            Template.parse("/forward-auth"),
            Template.parse("/forward-auth/{path...}"),
            Template.parse("/oauth2"),
            Template.parse("/oauth2/{path...}"),
            Template.parse("/user-services"),
            Template.parse("/user-services/{path...}"),
            Template.parse("/access/"),
            Template.parse("/connect/"),
            Template.parse("/forward-auth/"),
            Template.parse("/oauth2/"),
            Template.parse("/user-services/"),
            // of the well-known ones our own documents alone: others are whoever's
            Template.parse("/.well-known/authzen-configuration"),
            Template.parse("/.well-known/mandate-identity-jwks.json"),
            Template.parse("/.well-known/mandate-problems/{code}"),
            Template.parse("/.well-known/oauth-authorization-server"));

    private ReservedPaths() {}

    /** Whether the path folds to one of the gateway's own. */
    public static boolean contain(CanonicalPath path) {
        return TEMPLATES.stream().anyMatch(reserved -> reserved.matchesFold(path));
    }

    /** Whether every path that the template matches folds to one of the gateway's own. */
    public static boolean coverAll(Template template) {
        Template folded = template.folded();
        return TEMPLATES.stream().anyMatch(reserved -> reserved.covers(folded));
    }

    /** Whether some path that the template matches folds to one of the gateway's own. */
    public static boolean overlap(Template template) {
        Template folded = template.folded();
        return TEMPLATES.stream().anyMatch(reserved -> reserved.overlaps(folded));
    }

    /** Whether {@link #contain} can be true of a path that the template matches: true for more templates than {@link #overlap}. */
    public static boolean mayContain(Template template) {
        Template loosened = template.loosened();
        return TEMPLATES.stream().anyMatch(reserved -> reserved.overlaps(loosened));
    }
}
