package dev.mandate.samples.media.upload;

import dev.mandate.client.upstream.Place;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/**
 * The file types that a workspace accepts as results.
 *
 * @param extensions lower case, separated by spaces
 */
record FileType(UUID id, String tenant, String workspaceId, String extensions) {
    Place place() {
        return new Place(tenant, workspaceId);
    }

    boolean takes(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return fileName.contains(".")
                && Arrays.asList(extensions.split(" ", -1)).contains(extension);
    }
}
