package dev.mandate.control.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the management API, {@code mandate.api.*}.
 *
 * @param largestBody of a request, in bytes
 * @param largestImport of a request that imports a document, in bytes
 * @param largestDocument of an OpenAPI document, in bytes
 * @param mostOperations of an OpenAPI document
 */
@ConfigurationProperties(value = "mandate.api", ignoreUnknownFields = false)
public record ApiSettings(
        @DefaultValue("1048576") int largestBody,
        @DefaultValue("16777216") int largestImport,
        @DefaultValue("8388608") int largestDocument,
        @DefaultValue("5000") int mostOperations) {
    public ApiSettings {
        positive("largest-body", largestBody);
        positive("largest-import", largestImport);
        positive("largest-document", largestDocument);
        positive("most-operations", mostOperations);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("`mandate.api." + name + "` must be at least 1, not `" + value + "`");
        }
    }
}
