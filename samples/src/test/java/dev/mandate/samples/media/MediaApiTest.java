package dev.mandate.samples.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.studio.StudioForTests;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MediaApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MD5 = "0123456789abcdef0123456789ABCDEF";

    private final StudioForTests studio = StudioForTests.get();

    @Test
    void foreignAndUnknownTasksAnswerTheSameBytes() throws Exception {
        HttpResponse<String> foreign = task(studio.ids.foreignTask());
        HttpResponse<String> otherTenant = task(studio.otherTenant.task());
        HttpResponse<String> unknown = task(UUID.randomUUID());
        HttpResponse<String> malformed = studio.call("GET", "/v1/extpost/tasks/1-1-1-1-1", "");
        HttpResponse<String> otherModule = task(studio.ids.editorialTask());
        for (HttpResponse<String> answer : List.of(foreign, otherTenant, malformed, otherModule)) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .isEqualTo(unknown.headers().firstValue("Content-Type"));
        }
        assertThat(reason(foreign)).isEqualTo("outside-spaces; space=ws-foreign");
        assertThat(List.of(reason(otherTenant), reason(unknown), reason(malformed), reason(otherModule)))
                .containsOnly("no-such-resource");
        assertThat(task(studio.ids.task()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesCallsThatDoNotComeThroughTheGateway() throws Exception {
        HttpRequest.Builder direct =
                HttpRequest.newBuilder(studio.media.apiUri().resolve("/v1/jobs/" + studio.ids.job()));
        assertThat(studio.send(direct).statusCode()).isEqualTo(401);
    }

    @Test
    void listsOnlyReachedWorkspaces() throws Exception {
        JsonNode vendor = json(studio.call("GET", "/v1/extpost/tasks?pageSize=200", ""));
        assertThat(vendor.path("pageData")
                        .valueStream()
                        .map(task -> task.path("clientId").asString()))
                .isNotEmpty()
                .containsOnly("ws-vendor");
        JsonNode everyone = json(studio.callAs("everyone", "GET", "/v1/extpost/tasks?pageSize=200", ""));
        assertThat(everyone.path("pageData")
                        .valueStream()
                        .map(task -> task.path("clientId").asString()))
                .contains("ws-vendor", "ws-foreign")
                .doesNotContain("ws-other");
        JsonNode nobody = json(studio.callAs("nobody", "GET", "/v1/extpost/tasks", ""));
        assertThat(nobody.path("pageData")).isEmpty();
        assertThat(nobody.path("pageInfo").path("totalItems").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"/v1/extpost/tasks", "/v1/editorial/extpost/tasks", "/v1/jobs", "/v1/products", "/v1/editorial/projects"
    })
    void aListNamesItsWorkspaceOrHidesIt(String path) throws Exception {
        assertThat(studio.call("GET", path + "?clientId=ws-vendor", "").statusCode())
                .isEqualTo(200);
        HttpResponse<String> foreign = studio.call("GET", path + "?clientId=ws-foreign", "");
        HttpResponse<String> unknown = studio.call("GET", path + "?clientId=ws-none", "");
        assertThat(List.of(foreign.statusCode(), unknown.statusCode())).containsOnly(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(studio.callAs("everyone", "GET", path + "?clientId=%00", "").statusCode())
                .isEqualTo(404);
        assertThat(studio.callAs("everyone", "GET", path + "?clientId=ws-none", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesAreCountedAndDisjoint() throws Exception {
        for (int i = 0; i < 3; i++) {
            makeTask("ECOMM");
        }
        JsonNode first = json(studio.call("GET", "/v1/jobs?pageNumber=1&pageSize=2", ""));
        JsonNode second = json(studio.call("GET", "/v1/jobs?pageNumber=2&pageSize=2", ""));
        assertThat(first.path("pageData")).hasSize(2);
        assertThat(first.path("pageData").valueStream())
                .noneMatch(job -> second.path("pageData").valueStream().anyMatch(job::equals));
        assertThat(first.path("pageInfo").path("totalItems").asInt()).isGreaterThanOrEqualTo(3);
        HttpResponse<String> refused = studio.call("GET", "/v1/jobs?pageNumber=0&pageSize=many", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(fields(refused)).containsExactly("pageNumber", "pageSize");
    }

    @Test
    void bulkReadsLeaveOutTheInvisible() throws Exception {
        UUID own = asset("vendor", studio.ids.task());
        UUID foreign = asset("everyone", studio.ids.foreignTask());
        String ids = "{\"assetIds\":[\"%s\",\"%s\",\"%s\"]}".formatted(foreign, own, UUID.randomUUID());
        JsonNode answer = json(studio.call("POST", "/v1/assets/bulk-get-assets", ids));
        assertThat(answer.path("assets")
                        .valueStream()
                        .map(asset -> asset.path("id").asString()))
                .containsExactly(own.toString());
    }

    @Test
    void specsOfOneModuleAreUnknownToTheOther() throws Exception {
        String spec = json(studio.call("GET", "/v1/editorial/extpost/tasks/" + studio.ids.editorialTask(), ""))
                .path("specIds")
                .path(0)
                .asString();
        String body = "{\"specIds\":[\"%s\"]}".formatted(spec);
        assertThat(json(studio.call("POST", "/v1/editorial/specs/bulk-get-specs", body))
                        .path("specs"))
                .hasSize(1);
        assertThat(json(studio.call("POST", "/v1/specs/bulk-get-specs", body)).path("specs"))
                .isEmpty();
    }

    @Test
    void aBulkWriteWithOneInvisibleItemChangesNothing() throws Exception {
        UUID own = asset("vendor", studio.ids.editorialTask(), "editorial/");
        UUID foreign = asset("everyone", studio.ids.foreignTask());
        HttpResponse<String> hidden = rename(own, foreign);
        HttpResponse<String> unknown = rename(own, UUID.randomUUID());
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(nameOf(own)).isEqualTo("source.svg");
        assertThat(rename(own, own).statusCode()).isEqualTo(200);
        assertThat(nameOf(own)).isEqualTo("renamed");
    }

    @Test
    void promisesStorageFileByFile() throws Exception {
        HttpResponse<String> response = presign(
                "ws-vendor",
                studio.ids.fileType(),
                file("a.svg", "10", MD5),
                file("b.exe", "10", MD5),
                file("c.svg", "4097", MD5),
                file("d.svg", "0", MD5));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(answer.path("files")).hasSize(1);
        assertThat(answer.path("files").path(0).path("presignedUrl").asString())
                .startsWith(studio.media.storageUri().toString());
        assertThat(answer.path("errorFiles")
                        .valueStream()
                        .map(file -> file.path("errorCode").asString()))
                .containsExactly("FILE_TYPE_NOT_ALLOWED", "FILE_TOO_LARGE", "FILE_EMPTY");
        assertThat(answer.path("headers").path("Content-Type").asString()).isNotEmpty();
    }

    @Test
    void hidesAForeignWorkspaceNamedInABody() throws Exception {
        String file = file("a.svg", "10", MD5);
        HttpResponse<String> foreign = presign("ws-foreign", studio.ids.fileType(), file);
        HttpResponse<String> unknown = presign("ws-none", studio.ids.fileType(), file);
        HttpResponse<String> otherType = presign("ws-vendor", studio.otherTenant.fileType(), file);
        assertThat(List.of(foreign.statusCode(), unknown.statusCode(), otherType.statusCode()))
                .containsOnly(404);
        assertThat(foreign.body()).isEqualTo(unknown.body()).isEqualTo(otherType.body());
        assertThat(presign("ws-none", studio.ids.fileType(), file).statusCode()).isEqualTo(404);
    }

    @Test
    void aMalformedBodyNamesItsFields() throws Exception {
        HttpResponse<String> answer = presign("ws-vendor", studio.ids.fileType(), file("", "-1", "xyz"), "7");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(fields(answer))
                .containsExactlyInAnyOrder("files[0].fileName", "files[0].fileLength", "files[0].fileMd5", "files[1]");
        assertThat(fields(studio.call("POST", "/v1/assets/get-presigned-url", "{}")))
                .containsExactly("clientId", "physicalFileTypeId", "files");
        for (String broken : List.of("{", "[]", "7", "null", "{\"assetIds\":[],\"assetIds\":[]}")) {
            HttpResponse<String> refused = studio.call("POST", "/v1/assets/bulk-get-assets", broken);
            assertThat(refused.statusCode()).as(broken).isEqualTo(400);
            assertThat(fields(refused)).as(broken).isNotEmpty();
        }
        String tooLong = "{\"assetIds\":[\"" + "a".repeat(1024 * 1024) + "\"]}";
        assertThat(studio.call("POST", "/v1/assets/bulk-get-assets", tooLong).statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrongMethodAndMediaTypeAreProblems() throws Exception {
        HttpResponse<String> method = studio.call("DELETE", "/v1/jobs/" + studio.ids.job(), "");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        HttpResponse<String> type = studio.send(studio.request("/v1/assets/bulk-get-assets", "vendor")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(type.statusCode()).isEqualTo(415);
        HttpResponse<String> path = studio.call("GET", "/v1/nothing", "");
        assertThat(path.statusCode()).isEqualTo(404);
        for (HttpResponse<String> answer : List.of(method, type, path)) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(json(answer).path("code").asString()).isNotEmpty();
        }
    }

    private HttpResponse<String> task(UUID id) throws Exception {
        return studio.call("GET", "/v1/extpost/tasks/" + id, "");
    }

    private void makeTask(String module) throws Exception {
        String body = "{\"tenant\":\"studio\",\"workspaceId\":\"ws-vendor\",\"module\":\"%s\"}".formatted(module);
        assertThat(studio.operator("POST", "/tasks", body).statusCode()).isEqualTo(201);
    }

    private UUID asset(String app, UUID task) throws Exception {
        return asset(app, task, "");
    }

    private UUID asset(String app, UUID task, String module) throws Exception {
        JsonNode detail = json(studio.callAs(app, "GET", "/v1/" + module + "extpost/tasks/" + task, ""));
        return UUID.fromString(detail.path("assetIds").path(0).asString());
    }

    private HttpResponse<String> rename(UUID first, UUID second) throws Exception {
        return studio.call(
                "PUT",
                "/v1/assets/bulk-update-assets",
                "{\"assets\":[{\"assetId\":\"%s\",\"name\":\"renamed\"},{\"assetId\":\"%s\",\"name\":\"renamed\"}]}"
                        .formatted(first, second));
    }

    private String nameOf(UUID asset) throws Exception {
        String body = "{\"assetIds\":[\"%s\"]}".formatted(asset);
        return json(studio.call("POST", "/v1/assets/bulk-get-assets", body))
                .path("assets")
                .path(0)
                .path("name")
                .asString();
    }

    private HttpResponse<String> presign(String workspace, UUID type, String... files) throws Exception {
        return studio.call(
                "POST",
                "/v1/assets/get-presigned-url",
                "{\"clientId\":\"%s\",\"physicalFileTypeId\":\"%s\",\"files\":[%s]}"
                        .formatted(workspace, type, String.join(",", files)));
    }

    private static String file(String name, String length, String md5) {
        return "{\"fileName\":\"%s\",\"fileLength\":%s,\"fileMd5\":\"%s\"}".formatted(name, length, md5);
    }

    private static String reason(HttpResponse<String> answer) {
        return answer.headers().firstValue("Mandate-Reason").orElse("");
    }

    private static List<String> fields(HttpResponse<String> answer) {
        return json(answer)
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
