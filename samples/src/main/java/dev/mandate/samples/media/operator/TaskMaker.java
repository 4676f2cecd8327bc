package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.media.task.MediaModule;
import dev.mandate.samples.media.upload.Storage;
import dev.mandate.samples.media.upload.StoredBytes;
import dev.mandate.samples.media.workspace.Workspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates READY tasks with their job and product or project and deliverable, a source picture and a spec. */
@Component
final class TaskMaker {
    private static final String ONCE = " on conflict do nothing";

    private final JdbcClient database;
    private final Workspaces workspaces;
    private final Storage storage;
    private final TransactionTemplate transaction;

    TaskMaker(JdbcClient database, Workspaces workspaces, Storage storage, TransactionTemplate transaction) {
        this.database = database;
        this.workspaces = workspaces;
        this.storage = storage;
        this.transaction = transaction;
    }

    /** Creates the missing rows of a task; with the same ids, a repeat changes nothing. */
    void make(Place place, MediaModule module, NewTask ids) {
        StoredBytes picture = storePicture(ids);
        transaction.executeWithoutResult(status -> {
            workspaces.register(place);
            insertFileType(place, ids.fileType());
            switch (module) {
                case ECOMM -> insertEcomm(place, ids);
                case EDITORIAL -> insertEditorial(place, ids);
            }
            insertParts(place, module, ids, picture);
        });
    }

    /** Returns the default file type of a workspace's tasks. */
    UUID fileType(Place place) {
        return UUID.nameUUIDFromBytes(
                ("file-type/" + place.tenant() + "/" + place.space()).getBytes(StandardCharsets.UTF_8));
    }

    private void insertFileType(Place place, UUID id) {
        in(
                        place,
                        "insert into file_type (id, tenant, workspace_id, name, extensions) values"
                                + " (:id, :tenant, :space, 'Retouched picture', 'svg png jpg jpeg tif tiff psd')"
                                + ONCE)
                .param("id", id)
                .update();
    }

    private void insertEcomm(Place place, NewTask ids) {
        in(
                        place,
                        "insert into job (id, tenant, workspace_id, name, state) values"
                                + " (:id, :tenant, :space, 'Spring shoot', 'OPEN')" + ONCE)
                .param("id", ids.parent())
                .update();
        in(
                        place,
                        "insert into product (id, tenant, workspace_id, job_id, name) values"
                                + " (:id, :tenant, :space, :parent, 'Linen shirt')" + ONCE)
                .param("id", ids.item())
                .param("parent", ids.parent())
                .update();
        insertTask(place, ids, "'ECOMM', 'READY', :type, :parent, :item, null, null");
    }

    private void insertEditorial(Place place, NewTask ids) {
        in(
                        place,
                        "insert into project (id, tenant, workspace_id, name, state) values"
                                + " (:id, :tenant, :space, 'Lookbook', 'OPEN')" + ONCE)
                .param("id", ids.parent())
                .update();
        in(
                        place,
                        "insert into deliverable (id, tenant, workspace_id, project_id, name) values"
                                + " (:id, :tenant, :space, :parent, 'Cover picture')" + ONCE)
                .param("id", ids.item())
                .param("parent", ids.parent())
                .update();
        insertTask(place, ids, "'EDITORIAL', 'READY', :type, null, null, :parent, :item");
    }

    private void insertTask(Place place, NewTask ids, String values) {
        in(
                        place,
                        "insert into task (id, tenant, workspace_id, module, state, file_type_id, job_id, product_id,"
                                + " project_id, deliverable_id, created_at) values (:id, :tenant, :space, " + values
                                + ", now())" + ONCE)
                .param("id", ids.task())
                .param("type", ids.fileType())
                .param("parent", ids.parent())
                .param("item", ids.item())
                .update();
    }

    private void insertParts(Place place, MediaModule module, NewTask ids, StoredBytes picture) {
        in(
                        place,
                        "insert into file (id, tenant, workspace_id, file_type_id, name, length, md5) values"
                                + " (:id, :tenant, :space, :type, 'source.svg', :length, :md5)" + ONCE)
                .param("id", ids.part("file"))
                .param("type", ids.fileType())
                .param("length", picture.length())
                .param("md5", picture.md5())
                .update();
        in(
                        place,
                        "insert into asset (id, tenant, workspace_id, task_id, file_id, name, role) values"
                                + " (:id, :tenant, :space, :task, :file, 'source.svg', 'SOURCE')" + ONCE)
                .param("id", ids.part("asset"))
                .param("task", ids.task())
                .param("file", ids.part("file"))
                .update();
        in(
                        place,
                        "insert into spec (id, tenant, workspace_id, task_id, module, name, instructions) values (:id,"
                                + " :tenant, :space, :task, :module, 'Clipping', 'White background, keep the shadow')"
                                + ONCE)
                .param("id", ids.part("spec"))
                .param("task", ids.task())
                .param("module", module.name())
                .update();
    }

    private StoredBytes storePicture(NewTask ids) {
        String picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 80\"><text x=\"8\" y=\"44\">"
                + ids.task() + "</text></svg>\n";
        try {
            return storage.put(ids.part("file"), new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException("the source picture cannot be stored", failure);
        }
    }

    private StatementSpec in(Place place, String sql) {
        return database.sql(sql).param("tenant", place.tenant()).param("space", place.space());
    }
}
