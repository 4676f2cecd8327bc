package dev.mandate.samples.media.task;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.form.InvalidFormException;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.media.upload.Storage;
import dev.mandate.samples.media.upload.Upload;
import dev.mandate.samples.media.upload.Uploads;
import dev.mandate.samples.service.ConflictException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The vendor's two steps, start and submit. Each locks the task's row until the commit. A step repeated with the same
 * content changes nothing and succeeds, so a vendor may always retry.
 */
@Component
final class TaskWork {
    private final Tasks tasks;
    private final Uploads uploads;
    private final Storage storage;
    private final TransactionTemplate transaction;

    TaskWork(Tasks tasks, Uploads uploads, Storage storage, TransactionTemplate transaction) {
        this.tasks = tasks;
        this.uploads = uploads;
        this.storage = storage;
        this.transaction = transaction;
    }

    /** One result, named by the two ids that came with its presigned URL. */
    record Result(UUID tempFileId, UUID tempAssetId) {
        static Result read(RequestForm form) {
            return new Result(form.id("tempFileId"), form.id("tempAssetId"));
        }

        Optional<Upload> among(Map<UUID, Upload> held) {
            return Optional.ofNullable(held.get(tempFileId))
                    .filter(upload -> upload.tempAssetId().equals(tempAssetId));
        }
    }

    TaskDetail start(Reach reach, MediaModule module, String id) {
        return inTransaction(reach, module, id, task -> {
            switch (task.state()) {
                case READY -> tasks.started(task);
                case STARTED -> {}
                case SUBMITTED -> throw alreadySubmitted();
            }
        });
    }

    TaskDetail submit(Reach reach, MediaModule module, String id, List<Result> results) {
        return inTransaction(reach, module, id, task -> {
            Map<UUID, Upload> held =
                    uploads.hold(results.stream().map(Result::tempFileId).toList());
            List<Upload> named = results.stream()
                    .map(result -> reach.require(result.among(held), Upload::place))
                    .toList();
            requireOfWorkspace(task, named);
            switch (task.state()) {
                case READY -> throw new ConflictException("task_not_started", "start the task before submitting it");
                case STARTED -> handIn(task, named);
                case SUBMITTED -> requireSame(task, named);
            }
        });
    }

    private TaskDetail inTransaction(Reach reach, MediaModule module, String id, Consumer<Task> step) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<Task> found = IdParser.parse(id).flatMap(tasks::hold).filter(task -> task.module() == module);
            Task task = reach.require(found, Task::place);
            step.accept(task);
            return tasks.detail(tasks.find(task.id()).orElseThrow());
        }));
    }

    private void handIn(Task task, List<Upload> named) {
        for (Upload upload : named) {
            if (upload.taskId() != null) {
                throw new ConflictException("upload_already_used", "another task was submitted with this upload");
            }
            if (upload.storedAt() == null || !isStored(upload)) {
                throw new ConflictException(
                        "upload_incomplete", "put the bytes of `" + upload.tempFileId() + "` to its presigned url");
            }
            uploads.handIn(upload, task.id());
        }
        tasks.submitted(task);
    }

    private boolean isStored(Upload upload) {
        try {
            return storage.measure(upload.tempFileId())
                    .filter(upload.expected()::equals)
                    .isPresent();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the storage cannot be read", unreadable);
        }
    }

    private void requireSame(Task task, List<Upload> named) {
        var sent = named.stream().map(Upload::tempFileId).collect(Collectors.toSet());
        if (!sent.equals(new HashSet<>(uploads.ofTask(task.id())))) {
            throw alreadySubmitted();
        }
    }

    private static void requireOfWorkspace(Task task, List<Upload> named) {
        for (int i = 0; i < named.size(); i++) {
            if (!named.get(i).place().equals(task.place())) {
                throw new InvalidFormException(
                        "assets[" + i + "].tempFileId", "must be an upload of the task's workspace");
            }
        }
    }

    private static ConflictException alreadySubmitted() {
        return new ConflictException("task_already_submitted", "the task was submitted and takes nothing more");
    }
}
