package dev.mandate.control.openapi.document;

import dev.mandate.control.openapi.text.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Mandate takes from an OpenAPI 3.0 or 3.1 document.
 *
 * @param version the document's {@code openapi} member
 * @param title of {@code info}, else empty
 * @param basePath path of the first server without a trailing slash, {@code ""} for the root; its host is ignored; empty as well
 *     if there are problems with it
 * @param basePathProblems why no base path can be taken from the document
 * @param roles the entity roles listed, {@code {ENTITY}_{SCOPE}}
 * @param scopes the operations that a listed role grants on its entity, where its scope is not a derived one
 * @param operations in the order of the document; no two of the same method and template shape
 * @param warnings what was left out or changed on the way, for the person who imports
 */
public record OpenApiDocument(
        String version,
        String title,
        String basePath,
        List<Finding> basePathProblems,
        List<String> roles,
        Map<String, List<String>> scopes,
        List<Operation> operations,
        List<Finding> warnings) {
    public OpenApiDocument {
        basePathProblems = List.copyOf(basePathProblems);
        roles = List.copyOf(roles);
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
        operations = List.copyOf(operations);
        warnings = List.copyOf(warnings);
    }
}
