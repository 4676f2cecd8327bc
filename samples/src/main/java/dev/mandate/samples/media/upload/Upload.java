package dev.mandate.samples.media.upload;

import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that a vendor announced.
 *
 * @param storedAt null until its bytes have arrived
 * @param taskId the task that was submitted with the file; null until then
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

    /** Returns the tenant and workspace for which the file was announced. */
    public Place place() {
        return new Place(tenant, workspaceId);
    }

    /** Returns the announced length and MD5, which the bytes must match. */
    public StoredBytes expected() {
        return new StoredBytes(fileLength, fileMd5);
    }
}
