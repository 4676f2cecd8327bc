package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.gateway.GatewayServer;
import dev.mandate.gateway.setting.GatewaySettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A gateway whose key is removed, or which calls itself something else than tokens are issued for. */
class RemovedGatewayTest {
    @TempDir
    private static Path folder;

    private static GatewayServer gateway(Site site, String key, String url, String name) {
        return GatewayServer.start(GatewaySettings.from(Map.of(
                "MANDATE_GATEWAY_PORT",
                "0",
                "MANDATE_GATEWAY_PUBLIC_URL",
                url,
                "MANDATE_GATEWAY_KEY",
                key,
                "MANDATE_GATEWAY_DATA",
                folder.resolve(name).toString(),
                "MANDATE_GATEWAY_WARM_UP",
                "PT0S",
                "MANDATE_CONTROL_URL",
                "http://127.0.0.1:" + site.writer.port())));
    }

    private static boolean saysSoon(GatewayServer gateway, String why) throws InterruptedException {
        return LogNode.soon(() -> gateway.obstacle().orElse("").contains(why));
    }

    @Test
    void turnsRedAndSaysWhy() throws Exception {
        try (Site site = new Site(folder)) {
            JsonNode added = site.operator().must("POST", "/api/v1/gateways", Map.of("name", "Edge"));
            String key = added.path("key").asString();
            try (GatewayServer edge = gateway(site, key, Site.ISSUER, "edge");
                    GatewayServer misnamed = gateway(site, key, "https://apis.example.com", "misnamed")) {
                assertThat(saysSoon(misnamed, "`MANDATE_GATEWAY_PUBLIC_URL` is `https://apis.example.com`"))
                        .isTrue();
                assertThat(LogNode.soon(() -> edge.obstacle().isEmpty())).isTrue();
                Web vendor = new Web(edge.port(), site.caller().token());
                Site.await(vendor, 204);
                site.operator()
                        .call("DELETE", "/api/v1/gateways/" + added.path("id").asString(), Map.of());
                assertThat(saysSoon(edge, "refuses the gateway's key")).isTrue();
                assertThat(Site.status(vendor))
                        .as("decided by what it knows, within the bound")
                        .isEqualTo(204);
            }
        }
    }
}
