package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is the operators' own, and never shown to a tenant. */
class WithheldTest {
    private static final String UPSTREAM = "http://127.0.0.1:47";

    private final String api = "own-" + UUID.randomUUID();
    private final Studio studio = Studio.open();

    private void imported() {
        Control.operator()
                .post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                api,
                                "kind",
                                "switch",
                                "upstream",
                                UPSTREAM,
                                "basePath",
                                "/" + api,
                                "document",
                                Documents.ONE))
                .is(201);
    }

    @Test
    void showsUpstreamsToOperatorsAlone() {
        imported();
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        for (Client reader : List.of(studio.owner(), studio.ownerWith("read"))) {
            for (String path : List.of("/api/v1/apis/" + api, "/api/v1/apis?limit=200")) {
                assertThat(reader.get(path).is(200).body()).doesNotContain("upstream", ":47");
            }
        }
        assertThat(Control.operator().get("/api/v1/apis/" + api).is(200).text("upstream"))
                .isEqualTo(UPSTREAM);
    }
}
