package dev.mandate.samples.media.upload;

import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that a vendor announced.
 *
 * @param storedAt null until its bytes have arrived
 * @param taskId the task that was submitted with it, if any
 */
public record Upload(
        UUID tempFileId,
        UUID tempAssetId,
        String tenant,
        String workspaceId,
        UUID fileTypeId,
        String fileName,
        long fileLength,
        String fileMd5,
        @Nullable OffsetDateTime storedAt,
        @Nullable UUID taskId) {

    /** Where it was announced. */
    public Place place() {
        return new Place(tenant, workspaceId);
    }

    /** What its bytes must be. */
    public StoredBytes expected() {
        return new StoredBytes(fileLength, fileMd5);
    }
}
