package dev.mandate.samples.robot;

import java.net.URI;
import tools.jackson.databind.JsonNode;

/** A presigned upload URL for one result, with the ids to submit. */
record Promise(URI url, String contentType, String tempFileId, String tempAssetId) {
    static Promise read(Answer presigned) {
        JsonNode answer = presigned.json();
        JsonNode file = answer.path("files").path(0);
        if (file.isMissingNode()) {
            throw new RobotException(
                    "`" + presigned.call() + "` answered without a presigned URL: " + presigned.body());
        }
        return new Promise(
                URI.create(file.path("presignedUrl").asString()),
                answer.path("headers").path("Content-Type").asString(),
                file.path("tempFileId").asString(),
                file.path("tempAssetId").asString());
    }
}
