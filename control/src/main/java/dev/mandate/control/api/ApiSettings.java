package dev.mandate.control.api;

import dev.mandate.control.openapi.text.ReaderLimits;
import dev.mandate.control.setting.SettingCheck;
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
 * @param mostSurveyed roles and users that an answer about all tenants looks at, counted anew for each action
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
        @DefaultValue("200") int documentEntries,
        @DefaultValue("100000000") long mostSurveyed) {
    public ApiSettings {
        SettingCheck check = new SettingCheck("mandate.api");
        check.count("largest-body", 1, largestBody);
        check.count("largest-import", 1, largestImport);
        check.count("largest-document", 1, largestDocument);
        check.count("most-operations", 1, mostOperations);
        check.between("document-depth", 1, ReaderLimits.DEEPEST, documentDepth);
        check.count("document-values", 1, documentValues);
        check.count("document-line-length", 1, documentLineLength);
        check.count("document-entries", 1, documentEntries);
        check.count("most-surveyed", 1, mostSurveyed);
    }

    ReaderLimits reader() {
        return new ReaderLimits(
                largestDocument, mostOperations, documentDepth, documentValues, documentLineLength, documentEntries);
    }
}
