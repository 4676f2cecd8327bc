package dev.mandate.samples.media.operator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mandate.samples.media.task.Task;
import dev.mandate.samples.media.task.TaskDetail;
import dev.mandate.samples.media.task.Tasks;
import dev.mandate.samples.media.upload.Storage;
import dev.mandate.samples.media.upload.StoredBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows the studio a task: its state, the state of its job or project, and its files on disk. */
@Component
final class Proof {
    private final Tasks tasks;
    private final Storage storage;
    private final JdbcClient database;

    Proof(Tasks tasks, Storage storage, JdbcClient database) {
        this.tasks = tasks;
        this.storage = storage;
        this.database = database;
    }

    record View(@JsonUnwrapped TaskDetail detail, String parentState, List<OnDisk> files) {}

    /** Length and MD5 are computed from the disk, not read from the database. */
    record OnDisk(UUID fileId, long length, String md5) {}

    Optional<View> of(UUID id) throws IOException {
        Optional<Task> found = tasks.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TaskDetail detail = tasks.detail(found.get());
        List<OnDisk> files = new ArrayList<>();
        for (UUID file : detail.fileIds()) {
            Optional<StoredBytes> bytes = storage.measure(file);
            bytes.ifPresent(stored -> files.add(new OnDisk(file, stored.length(), stored.md5())));
        }
        return Optional.of(new View(detail, parentState(id), files));
    }

    private String parentState(UUID task) {
        return database.sql("select coalesce(j.state, p.state) from task t left join job j on j.id = t.job_id"
                        + " left join project p on p.id = t.project_id where t.id = :task")
                .param("task", task)
                .query(String.class)
                .single();
    }
}
