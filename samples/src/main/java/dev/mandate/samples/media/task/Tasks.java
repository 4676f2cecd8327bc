package dev.mandate.samples.media.task;

import dev.mandate.samples.page.Pages.Source;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and updates tasks in the database, with the state of their job or project. */
@Component
public final class Tasks {
    private static final String COLUMNS = "id, tenant, workspace_id as client_id, module, state,"
            + " file_type_id as physical_file_type_id, job_id, product_id, project_id, deliverable_id,"
            + " created_at, started_at, submitted_at";

    private final JdbcClient database;

    Tasks(JdbcClient database) {
        this.database = database;
    }

    static Source source(MediaModule module) {
        return new Source(
                COLUMNS,
                switch (module) {
                    case ECOMM -> "ecomm_task";
                    case EDITORIAL -> "editorial_task";
                });
    }

    /** Returns the task regardless of caller and module. */
    public Optional<Task> find(UUID id) {
        return database.sql("select " + COLUMNS + " from task where id = :id")
                .param("id", id)
                .query(Task.class)
                .optional();
    }

    /** Returns the task as {@link #find} does, and locks its row until the end of the transaction. */
    Optional<Task> hold(UUID id) {
        return database.sql("select " + COLUMNS + " from task where id = :id for update")
                .param("id", id)
                .query(Task.class)
                .optional();
    }

    /** Returns the task with the ids of its assets, files and specs. */
    public TaskDetail detail(Task task) {
        return new TaskDetail(
                task,
                ids("select id from asset where task_id = :task order by role desc, id", task),
                ids("select file_id from asset where task_id = :task order by role desc, id", task),
                ids("select id from spec where task_id = :task order by id", task));
    }

    void started(Task task) {
        move("update task set state = 'STARTED', started_at = now() where id = :task", task);
        move("update job set state = 'IN_POST' where id = (select job_id from task where id = :task)", task);
        move("update project set state = 'IN_POST' where id = (select project_id from task where id = :task)", task);
    }

    void submitted(Task task) {
        move("update task set state = 'SUBMITTED', submitted_at = now() where id = :task", task);
        move(
                "update job set state = 'DONE' where id = (select job_id from task where id = :task) and not exists"
                        + " (select 1 from task t where t.job_id = job.id and t.state <> 'SUBMITTED')",
                task);
        move(
                "update project set state = 'DONE' where id = (select project_id from task where id = :task) and not"
                        + " exists (select 1 from task t where t.project_id = project.id and t.state <> 'SUBMITTED')",
                task);
    }

    private List<UUID> ids(String sql, Task task) {
        return List.copyOf(
                database.sql(sql).param("task", task.id()).query(UUID.class).list());
    }

    private void move(String sql, Task task) {
        database.sql(sql).param("task", task.id()).update();
    }
}
