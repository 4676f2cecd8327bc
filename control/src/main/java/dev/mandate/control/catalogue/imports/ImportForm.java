package dev.mandate.control.catalogue.imports;

import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.openapi.OpenApiReader;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ApiId;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of an import. Of the settings outside of the document, an absent member leaves it as it was, and null unsets it.
 *
 * @param document the OpenAPI document as text, or as the JSON object itself
 * @param allowRetire whether actions in force may go out of force
 */
public record ImportForm(
        @Nullable String id,
        @Nullable JsonNode kind,
        @Nullable JsonNode upstream,
        @Nullable JsonNode basePath,
        @Nullable SentDocument document,
        @Nullable Boolean allowRetire) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** What {@link URI#getPort()} answers where none is named. */
    private static final int NO_PORT = -1;

    private static final int HIGHEST_PORT = 65_535;

    ApiId api() {
        return Ids.in("id", id, ApiId::new);
    }

    public Import.Source source(OpenApiReader reader) {
        return new Import.Source(api(), apiKind(), upstreamOrigin(), wantedBasePath(), read(reader));
    }

    private OpenApiDocument read(OpenApiReader reader) {
        if (document == null) {
            throw Refusals.malformed("document", SentDocument.EXPECTED);
        }
        try {
            return reader.read(document.bytes().toByteArray());
        } catch (DocumentRefused e) {
            throw Import.refused(e);
        }
    }

    public boolean mayRetire() {
        return Boolean.TRUE.equals(allowRetire);
    }

    /** The text of a member; empty if it is absent. */
    private static Optional<String> text(String name, @Nullable JsonNode member) {
        if (member == null) {
            return Optional.empty();
        }
        if (member.isNull()) {
            throw Refusals.malformed(name, "cannot be unset: leave it out to keep it, or set another");
        }
        if (!member.isString()) {
            throw Refusals.malformed(name, "must be text");
        }
        return Optional.of(member.stringValue());
    }

    private Optional<ApiKind> apiKind() {
        return text("kind", kind).map(named -> switch (named) {
            case "switch" -> ApiKind.SWITCH;
            case "entity" -> ApiKind.ENTITY;
            default -> throw Refusals.malformed("kind", "must be `switch` or `entity`");
        });
    }

    private BasePath.Wanted wantedBasePath() {
        if (basePath != null && basePath.isNull()) {
            return new BasePath.Wanted.OfDocument();
        }
        return text("basePath", basePath)
                .<BasePath.Wanted>map(BasePath.Wanted.Set::new)
                .orElseGet(BasePath.Wanted.AsBefore::new);
    }

    /** Scheme and authority of where the gateway forwards to. */
    private Optional<String> upstreamOrigin() {
        return text("upstream", upstream)
                .map(
                        named -> uri(named)
                                .filter(ImportForm::isOrigin)
                                .map(ImportForm::origin)
                                .orElseThrow(
                                        () -> Refusals.malformed(
                                                "upstream",
                                                "must be an `http` or `https` URL of a host, with a port of 1 to 65535 or none, without a path")));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static boolean isOrigin(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme())
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && (uri.getPort() == NO_PORT || (uri.getPort() >= 1 && uri.getPort() <= HIGHEST_PORT))
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
