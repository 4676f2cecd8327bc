package dev.mandate.control.api;

import dev.mandate.control.openapi.ReaderLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the management API, {@code mandate.api.*}.
 *
 * @param largestBody of a request, in bytes
 * @param largestImport of a request that imports a document, in bytes
 * @param largestDocument of an OpenAPI document, in bytes
 * @param mostOperations of an OpenAPI document
 * @param documentDepth objects and lists inside each other, of an OpenAPI document
 * @param documentValues objects, lists and scalars of an OpenAPI document, with every YAML alias written out
 * @param documentLineLength characters in one line of an OpenAPI document in YAML
 * @param documentEntries members of one list or object of an OpenAPI document that is read whole
 */
@ConfigurationProperties(value = "mandate.api", ignoreUnknownFields = false)
public record ApiSettings(
        @DefaultValue("1048576") int largestBody,
        @DefaultValue("25165824") int largestImport,
        @DefaultValue("16777216") int largestDocument,
        @DefaultValue("5000") int mostOperations,
        @DefaultValue("200") int documentDepth,
        @DefaultValue("2000000") int documentValues,
        @DefaultValue("65536") int documentLineLength,
        @DefaultValue("200") int documentEntries) {
    public ApiSettings {
        positive("largest-body", largestBody);
        positive("largest-import", largestImport);
        positive("largest-document", largestDocument);
        positive("most-operations", mostOperations);
        positive("document-depth", documentDepth);
        positive("document-values", documentValues);
        positive("document-line-length", documentLineLength);
        positive("document-entries", documentEntries);
        if (documentDepth > ReaderLimits.DEEPEST) {
            throw new IllegalArgumentException("`mandate.api.document-depth` must be at most " + ReaderLimits.DEEPEST
                    + ", not `" + documentDepth + "`");
        }
    }

    ReaderLimits reader() {
        return new ReaderLimits(
                largestDocument, mostOperations, documentDepth, documentValues, documentLineLength, documentEntries);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("`mandate.api." + name + "` must be at least 1, not `" + value + "`");
        }
    }
}
