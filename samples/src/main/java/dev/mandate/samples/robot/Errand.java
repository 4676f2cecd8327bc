package dev.mandate.samples.robot;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The API calls for one task, with the ids that the task itself names. */
final class Errand {
    private final MediaApi api;
    private final Workflow workflow;
    private final JsonNode task;

    /**
     * @param task the task as the API returns it
     */
    Errand(MediaApi api, Workflow workflow, JsonNode task) {
        this.api = api;
        this.workflow = workflow;
        this.task = task;
    }

    Answer assets() throws IOException, InterruptedException {
        return bulk(Step.ASSETS, "assetIds");
    }

    Answer files() throws IOException, InterruptedException {
        return bulk(Step.FILES, "fileIds");
    }

    Answer specs() throws IOException, InterruptedException {
        return bulk(Step.SPECS, "specIds");
    }

    Answer task() throws IOException, InterruptedException {
        return api.call(action(Step.TASK), id("id"));
    }

    Answer start() throws IOException, InterruptedException {
        return api.call(action(Step.START), id("id"));
    }

    Answer presign(Picture result) throws IOException, InterruptedException {
        Map<String, Object> file = Map.of(
                "fileName", result.name(),
                "fileLength", result.length(),
                "fileMd5", result.md5());
        return api.call(
                action(Step.PRESIGN),
                "",
                Map.of(
                        "clientId", id("clientId"),
                        "physicalFileTypeId", id("physicalFileTypeId"),
                        "files", List.of(file)));
    }

    Answer submit(Promise promise) throws IOException, InterruptedException {
        Map<String, String> asset = Map.of("tempFileId", promise.tempFileId(), "tempAssetId", promise.tempAssetId());
        return api.call(action(Step.SUBMIT), id("id"), Map.of("assets", List.of(asset)));
    }

    Answer parent() throws IOException, InterruptedException {
        return api.call(
                action(Step.PARENT),
                switch (workflow) {
                    case ECOMM -> id("jobId");
                    case EDITORIAL -> id("projectId");
                });
    }

    Answer item() throws IOException, InterruptedException {
        return api.call(
                action(Step.ITEM),
                switch (workflow) {
                    case ECOMM -> id("productId");
                    case EDITORIAL -> id("deliverableId");
                });
    }

    private Answer bulk(Step step, String field) throws IOException, InterruptedException {
        return api.call(action(step), "", Map.of(field, task.path(field)));
    }

    private MediaAction action(Step step) {
        return MediaAction.of(workflow, step);
    }

    private String id(String field) {
        return task.path(field).asString();
    }
}
