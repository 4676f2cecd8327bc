package dev.mandate.samples.media.upload;

import dev.mandate.client.upstream.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Announced uploads in the database, from the announcement until a task is submitted with them. */
@Component
public final class Uploads {
    private static final String COLUMNS = "select temp_file_id, temp_asset_id, tenant, workspace_id, file_type_id,"
            + " file_name, file_length, file_md5, stored_at, task_id from upload";

    private final JdbcClient database;

    Uploads(JdbcClient database) {
        this.database = database;
    }

    /** A vendor's description of a file before it sends the bytes. */
    record Announced(String fileName, long fileLength, String fileMd5) {}

    Upload announce(Place place, UUID fileType, Announced announced) {
        Upload upload = new Upload(
                UUID.randomUUID(),
                UUID.randomUUID(),
                place.tenant(),
                place.space(),
                fileType,
                announced.fileName(),
                announced.fileLength(),
                announced.fileMd5(),
                null,
                null);
        database.sql("insert into upload (temp_file_id, temp_asset_id, tenant, workspace_id, file_type_id, file_name,"
                        + " file_length, file_md5) values (:tempFileId, :tempAssetId, :tenant, :workspaceId,"
                        + " :fileTypeId, :fileName, :fileLength, :fileMd5)")
                .paramSource(upload)
                .update();
        return upload;
    }

    Optional<Upload> find(UUID tempFileId) {
        return database.sql(COLUMNS + " where temp_file_id = :id")
                .param("id", tempFileId)
                .query(Upload.class)
                .optional();
    }

    /**
     * Returns the existing uploads by id and locks their rows until the end of the transaction. Rows are locked in the
     * order of their ids, so that two callers with the same uploads do not deadlock.
     */
    public Map<UUID, Upload> hold(Collection<UUID> tempFileIds) {
        return database
                .sql(COLUMNS + " where temp_file_id = any(:ids) order by temp_file_id for update")
                .param("ids", tempFileIds.toArray(UUID[]::new))
                .query(Upload.class)
                .stream()
                .collect(Collectors.toMap(Upload::tempFileId, Function.identity()));
    }

    void stored(UUID tempFileId) {
        database.sql("update upload set stored_at = now() where temp_file_id = :id and stored_at is null")
                .param("id", tempFileId)
                .update();
    }

    /** Returns the uploads that a task was submitted with. */
    public List<UUID> ofTask(UUID task) {
        return List.copyOf(database.sql("select temp_file_id from upload where task_id = :task")
                .param("task", task)
                .query(UUID.class)
                .list());
    }

    /** Creates a file and an asset of the task from an upload, under the ids that the vendor already knows. */
    public void handIn(Upload upload, UUID task) {
        database.sql("update upload set task_id = :task where temp_file_id = :id")
                .param("task", task)
                .param("id", upload.tempFileId())
                .update();
        database.sql("insert into file (id, tenant, workspace_id, file_type_id, name, length, md5) select temp_file_id,"
                        + " tenant, workspace_id, file_type_id, file_name, file_length, file_md5 from upload"
                        + " where temp_file_id = :id")
                .param("id", upload.tempFileId())
                .update();
        database.sql("insert into asset (id, tenant, workspace_id, task_id, file_id, name, role) select temp_asset_id,"
                        + " tenant, workspace_id, task_id, temp_file_id, file_name, 'RESULT' from upload"
                        + " where temp_file_id = :id")
                .param("id", upload.tempFileId())
                .update();
    }
}
