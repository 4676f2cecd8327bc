package dev.mandate.samples.media.task;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.IdParser;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.media.workspace.Workspaces;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Handles the calls of both modules' controllers. A task of the other module is answered like one that does not exist.
 */
@Component
final class TaskDesk {
    private static final int MOST_RESULTS = 50;

    private final Tasks tasks;
    private final TaskWork work;
    private final Pages pages;
    private final Workspaces workspaces;

    TaskDesk(Tasks tasks, TaskWork work, Pages pages, Workspaces workspaces) {
        this.tasks = tasks;
        this.work = work;
        this.pages = pages;
        this.workspaces = workspaces;
    }

    Page<Task> list(Reach reach, MediaModule module, @Nullable String workspace, PageNumber page) {
        return pages.of(Task.class, Tasks.source(module), reach, workspaces.wanted(reach, workspace, page));
    }

    TaskDetail get(Reach reach, MediaModule module, String id) {
        Optional<Task> found = IdParser.parse(id).flatMap(tasks::find).filter(task -> task.module() == module);
        return tasks.detail(reach.require(found, Task::place));
    }

    TaskDetail start(Reach reach, MediaModule module, String id) {
        return work.start(reach, module, id);
    }

    TaskDetail submit(Reach reach, MediaModule module, String id, JsonNode body) {
        RequestForm form = RequestForm.of(body);
        List<TaskWork.Result> results = form.objects("assets", MOST_RESULTS).stream()
                .map(TaskWork.Result::read)
                .distinct()
                .toList();
        form.check();
        return work.submit(reach, module, id, results);
    }
}
