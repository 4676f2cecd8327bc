package dev.mandate.samples.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.studio.StudioForTests;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobotMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final RobotSettings settings = StudioForTests.get().robot("vendor");
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "GATEWAY_URL", settings.gateway().toString(),
            "TOKEN_URL", settings.credentials().tokenEndpoint().toString(),
            "VENDOR_CLIENT_ID", "vendor",
            "VENDOR_CLIENT_SECRET", "very-secret",
            "VENDOR_TENANT", "studio",
            "VENDOR_WORKSPACE_ID", "ws-vendor",
            "MEDIA_OPERATOR_URL", settings.operator().toString()));

    @Test
    void printsEachStepWithItsStatus() throws Exception {
        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("ECOMM +GET /v1/jobs/\\{jobId} +200")
                .containsPattern("EDITORIAL +GET /v1/editorial/deliverables/\\{deliverableId} +200")
                .endsWith("both round trips are done\n");
    }

    @Test
    void namesAMissingSetting() throws Exception {
        environment.remove("VENDOR_TENANT");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("VENDOR_TENANT is missing");
    }

    @Test
    void namesASettingThatIsNoUrl() throws Exception {
        environment.put("GATEWAY_URL", "localhost:8080");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("GATEWAY_URL is `localhost:8080`");
    }

    @Test
    void failsInOneLineWithoutTheSecret() throws Exception {
        environment.put("VENDOR_CLIENT_ID", "unknown-app");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("answered 401, expected 200")
                .doesNotContain("very-secret")
                .hasLineCount(1);
    }

    private int run() throws InterruptedException {
        return RobotMain.run(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
