package dev.mandate.control.catalogue;

import dev.mandate.control.api.Ids;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Refusals;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.id.ApiId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of an import.
 *
 * @param document the OpenAPI document as text, or as the JSON object itself
 */
record ImportForm(
        @Nullable String id,
        @Nullable String kind,
        @Nullable String upstream,
        @Nullable String basePath,
        @Nullable Object document) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    ApiId api() {
        return Ids.in("id", id, ApiId::new);
    }

    ApiKind apiKind() {
        return switch (kind) {
            case "switch" -> ApiKind.SWITCH;
            case "entity" -> ApiKind.ENTITY;
            case null, default -> throw Refusals.malformed("kind", "must be `switch` or `entity`");
        };
    }

    /** Scheme and authority of where the gateway forwards to. */
    String upstreamOrigin() {
        return uri().filter(ImportForm::isOrigin)
                .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
                .orElseThrow(() ->
                        Refusals.malformed("upstream", "must be an `http` or `https` URL of a host, without a path"));
    }

    private static boolean isOrigin(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme())
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private Optional<URI> uri() {
        try {
            return Optional.ofNullable(upstream).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] documentBytes() {
        return switch (document) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Map<?, ?> object -> JsonBody.write(object);
            case null, default ->
                throw Refusals.malformed(
                        "document", "must be an OpenAPI document: its text, or the JSON object itself");
        };
    }
}
