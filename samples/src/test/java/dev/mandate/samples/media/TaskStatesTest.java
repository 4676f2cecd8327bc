package dev.mandate.samples.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.studio.StudioForTests;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskStatesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final StudioForTests studio = StudioForTests.get();

    private record Upload(URI url, String body, String pair) {}

    @Test
    void startMayBeRepeatedUntilSubmitted() throws Exception {
        String task = newTask("ws-vendor");
        assertThat(state(start(task))).isEqualTo("STARTED");
        String started = JSON.readTree(start(task).body()).path("startedAt").asString();
        assertThat(JSON.readTree(start(task).body()).path("startedAt").asString())
                .isEqualTo(started);
        Upload upload = uploaded("ws-vendor");
        assertThat(state(submit(task, upload))).isEqualTo("SUBMITTED");
        assertConflict(start(task), "task_already_submitted");
    }

    @Test
    void submitMayBeRepeatedWithTheSameFilesOnly() throws Exception {
        String task = newTask("ws-vendor");
        start(task);
        Upload first = uploaded("ws-vendor");
        Upload second = uploaded("ws-vendor");
        assertThat(submit(task, first, second).statusCode()).isEqualTo(200);
        assertThat(submit(task, second, first, first).statusCode()).isEqualTo(200);
        assertConflict(submit(task, first), "task_already_submitted");
        assertConflict(submit(task, first, second, uploaded("ws-vendor")), "task_already_submitted");
    }

    @Test
    void submitNeedsAStartedTask() throws Exception {
        assertConflict(submit(newTask("ws-vendor"), uploaded("ws-vendor")), "task_not_started");
    }

    @Test
    void submitNeedsTheBytes() throws Exception {
        String task = newTask("ws-vendor");
        start(task);
        Upload missing = announced("ws-vendor");
        assertConflict(submit(task, uploaded("ws-vendor"), missing), "upload_incomplete");
        assertThat(state(studio.call("GET", "/v1/extpost/tasks/" + task, ""))).isEqualTo("STARTED");
        assertThat(put(missing.url(), missing.body()).statusCode()).isEqualTo(200);
        assertThat(submit(task, missing).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadServesOneTask() throws Exception {
        Upload upload = uploaded("ws-vendor");
        String first = newTask("ws-vendor");
        String second = newTask("ws-vendor");
        start(first);
        start(second);
        assertThat(submit(first, upload).statusCode()).isEqualTo(200);
        assertConflict(submit(second, upload), "upload_already_used");
    }

    @Test
    void anInvisibleUploadHidesLikeAnUnknownOne() throws Exception {
        String task = newTask("ws-vendor");
        start(task);
        Upload own = uploaded("ws-vendor");
        HttpResponse<String> foreign = submit(task, own, announced("ws-foreign"));
        HttpResponse<String> unknown =
                submit(task, own, new Upload(own.url(), "", pair(UUID.randomUUID(), UUID.randomUUID())));
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(state(studio.call("GET", "/v1/extpost/tasks/" + task, ""))).isEqualTo("STARTED");
    }

    @Test
    void aVisibleUploadOfAnotherWorkspaceIsRefusedByName() throws Exception {
        String task = newTask("ws-vendor");
        start(task);
        HttpResponse<String> answer = submitAs("everyone", task, announced("ws-foreign"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("assets[0].tempFileId");
    }

    @Test
    void aForeignTaskIsNeitherStartedNorSubmitted() throws Exception {
        String foreign = newTask("ws-foreign");
        assertThat(start(foreign).statusCode()).isEqualTo(404);
        assertThat(submit(foreign, uploaded("ws-vendor")).statusCode()).isEqualTo(404);
        assertThat(state(studio.callAs("everyone", "GET", "/v1/extpost/tasks/" + foreign, "")))
                .isEqualTo("READY");
    }

    @Test
    void theJobFollowsItsTask() throws Exception {
        String task = newTask("ws-vendor");
        assertThat(jobState(task)).isEqualTo("OPEN");
        start(task);
        assertThat(jobState(task)).isEqualTo("IN_POST");
        submit(task, uploaded("ws-vendor"));
        assertThat(jobState(task)).isEqualTo("DONE");
    }

    @Test
    void theStudioSeesTheVeryBytes() throws Exception {
        String task = newTask("ws-vendor");
        start(task);
        Upload upload = uploaded("ws-vendor");
        submit(task, upload);
        JsonNode proof =
                JSON.readTree(studio.operator("GET", "/tasks/" + task, "").body());
        assertThat(proof.path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(proof.path("parentState").asString()).isEqualTo("DONE");
        assertThat(proof.path("files")
                        .valueStream()
                        .map(file -> file.path("md5").asString()))
                .hasSize(2)
                .contains(md5(upload.body()));
    }

    @Test
    void storageTakesOnlyWhatWasAnnounced() throws Exception {
        Upload upload = announced("ws-vendor");
        assertThat(put(upload.url(), upload.body() + "x").statusCode()).isEqualTo(400);
        assertThat(put(upload.url(), "x".repeat(upload.body().length())).statusCode())
                .isEqualTo(400);
        assertThat(put(URI.create(upload.url().toString().replaceFirst("signature=.", "signature=g")), upload.body())
                        .statusCode())
                .isEqualTo(403);
        assertThat(put(URI.create(upload.url().toString().replaceFirst("expires=", "expires=1")), upload.body())
                        .statusCode())
                .isEqualTo(403);
        assertThat(studio.send(HttpRequest.newBuilder(upload.url())).statusCode())
                .as("a url for PUT is not for GET")
                .isEqualTo(403);
        assertThat(studio.send(HttpRequest.newBuilder(upload.url()).DELETE()).statusCode())
                .isEqualTo(405);
        assertThat(put(upload.url(), upload.body()).statusCode()).isEqualTo(200);
        assertThat(put(upload.url(), upload.body()).statusCode()).isEqualTo(200);
    }

    private String newTask(String workspace) throws Exception {
        String body = "{\"tenant\":\"studio\",\"workspaceId\":\"%s\",\"module\":\"ECOMM\"}".formatted(workspace);
        HttpResponse<String> made = studio.operator("POST", "/tasks", body);
        assertThat(made.statusCode()).isEqualTo(201);
        return JSON.readTree(made.body()).path("id").asString();
    }

    private HttpResponse<String> start(String task) throws Exception {
        return studio.call("PUT", "/v1/extpost/tasks/" + task + "/start", "");
    }

    private HttpResponse<String> submit(String task, Upload... uploads) throws Exception {
        return submitAs("vendor", task, uploads);
    }

    private HttpResponse<String> submitAs(String app, String task, Upload... uploads) throws Exception {
        String assets = List.of(uploads).stream().map(Upload::pair).collect(Collectors.joining(","));
        return studio.callAs(
                app, "POST", "/v1/extpost/tasks/" + task + "/submit-assets", "{\"assets\":[" + assets + "]}");
    }

    private Upload uploaded(String workspace) throws Exception {
        Upload upload = announced(workspace);
        assertThat(put(upload.url(), upload.body()).statusCode()).isEqualTo(200);
        return upload;
    }

    private Upload announced(String workspace) throws Exception {
        String type = JSON.readTree(studio.operator("GET", "/tasks/" + newTask(workspace), "")
                        .body())
                .path("physicalFileTypeId")
                .asString();
        String body = "picture " + UUID.randomUUID();
        JsonNode promise = JSON.readTree(studio.callAs(
                                "everyone",
                                "POST",
                                "/v1/assets/get-presigned-url",
                                "{\"clientId\":\"%s\",\"physicalFileTypeId\":\"%s\",\"files\":[{\"fileName\":\"r.svg\",\"fileLength\":%d,\"fileMd5\":\"%s\"}]}"
                                        .formatted(workspace, type, body.length(), md5(body)))
                        .body())
                .path("files")
                .path(0);
        return new Upload(
                URI.create(promise.path("presignedUrl").asString()),
                body,
                pair(
                        UUID.fromString(promise.path("tempFileId").asString()),
                        UUID.fromString(promise.path("tempAssetId").asString())));
    }

    private HttpResponse<String> put(URI url, String body) throws Exception {
        return studio.send(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString(body)));
    }

    private String jobState(String task) throws Exception {
        String job = JSON.readTree(
                        studio.call("GET", "/v1/extpost/tasks/" + task, "").body())
                .path("jobId")
                .asString();
        return state(studio.call("GET", "/v1/jobs/" + job, ""));
    }

    private static String pair(UUID file, UUID asset) {
        return "{\"tempFileId\":\"%s\",\"tempAssetId\":\"%s\"}".formatted(file, asset);
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String state(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("state").asString();
    }

    private static void assertConflict(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
    }
}
