package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/spaces}. */
class SpaceTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();

    @Test
    void addsShowsRenamesAndRemoves() {
        Answer added = owner.post("/api/v1/spaces", Map.of("id", "a", "kind", "workspace", "name", " Harbour "))
                .is(201);
        assertThat(added.header("Location")).isEqualTo("/api/v1/spaces/a?kind=workspace");
        assertThat(added.text("name")).isEqualTo("Harbour");
        Answer shown = owner.get(added.header("Location")).is(200);
        assertThat(shown.body()).isEqualTo(added.body());
        assertThat(shown.etag()).isEqualTo(added.etag());
        assertThat(owner.patch("/api/v1/spaces/a", Map.of("name", "Quay"))
                        .is(200)
                        .text("name"))
                .isEqualTo("Quay");
        owner.delete("/api/v1/spaces/a").is(204);
        owner.get("/api/v1/spaces/a").is(404, "not_found");
    }

    @Test
    void tellsKindsApart() {
        owner.post("/api/v1/spaces", Map.of("id", "a", "kind", "workspace", "name", "One"))
                .is(201);
        owner.post("/api/v1/spaces", Map.of("id", "a", "kind", "sales-channel", "name", "One"))
                .is(201);
        owner.delete("/api/v1/spaces/a?kind=sales-channel").is(204);
        owner.get("/api/v1/spaces/a?kind=sales-channel").is(404, "not_found");
        owner.get("/api/v1/spaces/a?kind=workspace").is(200);
        owner.get("/api/v1/spaces?kind=room").names("kind");
    }

    @Test
    void neverUsesAnIdAgain() {
        studio.workspace("a");
        owner.delete("/api/v1/spaces/a").is(204);
        owner.post("/api/v1/spaces", Map.of("id", "a", "kind", "workspace", "name", "Other"))
                .is(409, "id_taken");
    }

    @Test
    void refusesANameInUse() {
        studio.workspace("a");
        owner.post("/api/v1/spaces", Map.of("id", "b", "kind", "workspace", "name", "a"))
                .is(409, "name_taken");
        studio.workspace("c");
        owner.patch("/api/v1/spaces/c", Map.of("name", "a")).is(409, "name_taken");
    }

    @Test
    void makesAnIdWhereNoneIsSupplied() {
        Answer added = owner.post("/api/v1/spaces", Map.of("kind", "workspace", "name", "Harbour"))
                .is(201);
        assertThat(added.text("id")).hasSize(36);
    }
}
