package dev.mandate.control.openapi.document;

import java.util.Optional;

/**
 * One method of one path of the document, without the base path.
 *
 * @param path the template, free of query and fragment
 * @param operationId unique in the document where present
 * @param summary one line of at most 300 characters, for people
 */
public record Operation(
        HttpMethod method, String path, Optional<String> operationId, Optional<String> summary, Marks marks) {}
