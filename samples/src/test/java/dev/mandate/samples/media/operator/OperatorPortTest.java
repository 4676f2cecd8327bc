package dev.mandate.samples.media.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.studio.StudioForTests;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OperatorPortTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final StudioForTests studio = StudioForTests.get();

    @Test
    void keepsASecretOnceSet() throws Exception {
        MediaDemo.Workspaces place = new MediaDemo.Workspaces("studio", "ws-secret", "ws-foreign");
        assertThat(studio.media.demo().webhookSecret(place, "given")).isEqualTo("given");
        assertThat(studio.media.demo().webhookSecret(place, "other")).isEqualTo("given");
        assertThat(secret("ws-secret")).isEqualTo("given");
        String generated = secret("ws-generated");
        assertThat(generated).startsWith("whsec_").hasSizeGreaterThan(40);
        assertThat(secret("ws-generated")).isEqualTo(generated);
    }

    @Test
    void refusesWebhooksToOtherMachinesByAddress() throws Exception {
        HttpResponse<String> answer =
                studio.operator("PUT", "/vendors/studio/ws-vendor-2/webhook", "{\"url\":\"https://10.0.0.1/\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"url\"");
    }

    @Test
    void seedingAgainChangesNothing() throws Exception {
        String before = studio.operator("GET", "/tasks/" + studio.otherTenant.task(), "")
                .body();
        studio.media.demo().seed(new MediaDemo.Workspaces("other", "ws-other", "ws-other-2"), studio.otherTenant);
        assertThat(studio.operator("GET", "/tasks/" + studio.otherTenant.task(), "")
                        .body())
                .isEqualTo(before)
                .contains(studio.otherTenant.job().toString());
    }

    @Test
    void namesWhatIsWrongWithATask() throws Exception {
        HttpResponse<String> answer = studio.operator("POST", "/tasks", "{\"tenant\":\"a/b\",\"module\":\"VIDEO\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body())
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactly("tenant", "workspaceId", "module");
        assertThat(studio.operator("POST", "/tasks", "{").statusCode()).isEqualTo(400);
        assertThat(studio.operator("GET", "/tasks/none", "").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatItIsAliveAndReady() throws Exception {
        assertThat(studio.operator("GET", "/livez", "").statusCode()).isEqualTo(200);
        assertThat(studio.operator("GET", "/readyz", "").statusCode()).isEqualTo(200);
    }

    private String secret(String workspace) throws Exception {
        HttpResponse<String> answer = studio.operator(
                "PUT", "/vendors/studio/" + workspace + "/webhook", "{\"url\":\"http://127.0.0.1:1/none\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("secret").asString();
    }
}
