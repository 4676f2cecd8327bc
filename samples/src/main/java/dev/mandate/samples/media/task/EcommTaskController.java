package dev.mandate.samples.media.task;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The vendor's calls for product tasks (ECOMM). */
@RestController
@RequestMapping("/v1/extpost/tasks")
final class EcommTaskController {
    private final TaskDesk desk;

    EcommTaskController(TaskDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    Page<Task> list(
            Reach reach,
            @RequestParam @Nullable String clientId,
            @RequestParam @Nullable String pageNumber,
            @RequestParam @Nullable String pageSize) {
        return desk.list(reach, MediaModule.ECOMM, clientId, PageNumber.parse(pageNumber, pageSize));
    }

    @GetMapping("/{taskId}")
    TaskDetail get(Reach reach, @PathVariable String taskId) {
        return desk.get(reach, MediaModule.ECOMM, taskId);
    }

    @PutMapping("/{taskId}/start")
    TaskDetail start(Reach reach, @PathVariable String taskId) {
        return desk.start(reach, MediaModule.ECOMM, taskId);
    }

    @PostMapping("/{taskId}/submit-assets")
    TaskDetail submit(Reach reach, @PathVariable String taskId, @RequestBody JsonNode body) {
        return desk.submit(reach, MediaModule.ECOMM, taskId, body);
    }
}
