package dev.mandate.samples.robot;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * One task, from the webhook to the check that the studio has its result. The method {@link #play} shows the protocol
 * of the API in order.
 */
final class RoundTrip {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Studio studio;
    private final MediaApi api;
    private final VendorStorage storage;
    private final Reporter reporter;

    RoundTrip(Studio studio, MediaApi api, VendorStorage storage, Reporter reporter) {
        this.studio = studio;
        this.api = api;
        this.storage = storage;
        this.reporter = reporter;
    }

    void play(Workflow workflow, WebhookListener webhook) throws IOException, InterruptedException {
        JsonNode made = studio.makeTask(workflow);
        String id = made.path("id").asString();
        webhook.awaitTask(id, LONGEST_WAIT);
        reporter.step(workflow, "webhook task.ready, signature verified", 204);

        JsonNode task = done(workflow, new Errand(api, workflow, made).task());
        Errand errand = new Errand(api, workflow, task);
        requireAll("assets", task.path("assetIds"), done(workflow, errand.assets()));
        JsonNode files = done(workflow, errand.files());
        requireAll("files", task.path("fileIds"), files);
        requireAll("specs", task.path("specIds"), done(workflow, errand.specs()));

        requireText("STARTED", done(workflow, errand.start()).path("state"));
        Picture result = source(workflow, files).retouched();
        Answer presigned = errand.presign(result);
        done(workflow, presigned);
        Promise promise = Promise.read(presigned);
        reported(workflow, storage.put(promise, result)).expect(200);
        requireText("SUBMITTED", done(workflow, errand.submit(promise)).path("state"));
        requireText("DONE", done(workflow, errand.parent()).path("state"));
        done(workflow, errand.item());
        prove(studio.look(id), promise, result);
    }

    private Picture source(Workflow workflow, JsonNode files) throws IOException, InterruptedException {
        JsonNode file = files.path("files").path(0);
        URI url = URI.create(file.path("downloadUrl").asString());
        Picture source = new Picture(
                file.path("name").asString(),
                reported(workflow, storage.get(url)).expect(200).body());
        requireText(source.md5(), file.path("md5"));
        return source;
    }

    private JsonNode done(Workflow workflow, Answer answer) {
        return reported(workflow, answer).expect(200).json();
    }

    private Answer reported(Workflow workflow, Answer answer) {
        reporter.step(workflow, answer.call(), answer.status());
        return answer;
    }

    /** Checks the studio's own view: the task is submitted, its job is done, and the uploaded bytes are on disk. */
    private static void prove(JsonNode proof, Promise promise, Picture result) {
        requireText("SUBMITTED", proof.path("state"));
        requireText("DONE", proof.path("parentState"));
        for (JsonNode file : proof.path("files")) {
            if (file.path("fileId").asString().equals(promise.tempFileId())) {
                requireText(result.md5(), file.path("md5"));
                return;
            }
        }
        throw new RobotException("the studio does not have the file `" + promise.tempFileId() + "`: " + proof);
    }

    private static void requireAll(String name, JsonNode ids, JsonNode answer) {
        int got = answer.path(name).size();
        if (ids.isEmpty() || got != ids.size()) {
            throw new RobotException("got " + got + " " + name + " of " + ids.size());
        }
    }

    private static void requireText(String expected, JsonNode actual) {
        if (!expected.equals(actual.asString(""))) {
            throw new RobotException("expected `" + expected + "`, got `" + actual.asString("") + "`");
        }
    }
}
