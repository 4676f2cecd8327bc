package dev.mandate.samples.media.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;

/** A task with the ids of its assets, files and specs; assets include source and results. */
public record TaskDetail(@JsonUnwrapped Task task, List<UUID> assetIds, List<UUID> fileIds, List<UUID> specIds) {
    public TaskDetail {
        assetIds = List.copyOf(assetIds);
        fileIds = List.copyOf(fileIds);
        specIds = List.copyOf(specIds);
    }
}
