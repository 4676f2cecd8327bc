package dev.mandate.samples.media.catalogue;

import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.page.Pages.Source;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rows by id, regardless of the caller; the caller's {@code Reach} decides what is visible. */
@Component
final class Rows {
    static final Source JOBS = new Source("id, tenant, workspace_id as client_id, name, state", "job");
    static final Source PRODUCTS = new Source("id, tenant, workspace_id as client_id, job_id, name", "product");
    static final Source PROJECTS = new Source("id, tenant, workspace_id as client_id, name, state", "project");
    static final Source DELIVERABLES =
            new Source("id, tenant, workspace_id as client_id, project_id, name", "deliverable");
    static final Source ASSETS =
            new Source("id, tenant, workspace_id as client_id, task_id, file_id, name, role", "asset");
    static final Source FILES = new Source(
            "id, tenant, workspace_id as client_id, file_type_id as physical_file_type_id, name, length, md5", "file");
    static final Source ECOMM_SPECS =
            new Source("id, tenant, workspace_id as client_id, task_id, name, instructions", "ecomm_spec");
    static final Source EDITORIAL_SPECS =
            new Source("id, tenant, workspace_id as client_id, task_id, name, instructions", "editorial_spec");

    private final JdbcClient database;

    Rows(JdbcClient database) {
        this.database = database;
    }

    <T> Optional<T> find(Class<T> type, Source source, String id) {
        return IdParser.parse(id)
                .flatMap(each -> findAll(type, source, List.of(each)).stream().findFirst());
    }

    /** Returns the rows in the order of the ids; omits unknown ids. */
    <T> List<T> findAll(Class<T> type, Source source, Collection<UUID> ids) {
        return List.copyOf(database.sql("select " + source.columns() + " from " + source.table()
                        + " where id = any(:ids) order by array_position(:ids, id)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(type)
                .list());
    }

    void renameAsset(UUID id, String name) {
        database.sql("update asset set name = :name where id = :id")
                .param("name", name)
                .param("id", id)
                .update();
    }
}
