package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.Inside;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** ETags, idempotency keys, pages and revisions: the manners of every resource. */
class ConditionsTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();

    @Test
    void refusesAStaleIfMatch() {
        String role = studio.add("roles", "a");
        String first = owner.get(role).etag();
        Answer renamed =
                owner.with("If-Match", first).patch(role, Map.of("name", "b")).is(200);
        assertThat(renamed.etag()).isNotEqualTo(first);
        owner.with("If-Match", first).patch(role, Map.of("name", "c")).is(412, "precondition_failed");
        owner.with("If-Match", first).delete(role).is(412, "precondition_failed");
        assertThat(owner.get(role).text("name")).isEqualTo("b");
        owner.with("If-Match", renamed.etag()).delete(role).is(204);
    }

    @Test
    void leavesTheEtagWhenSomethingElseChanges() {
        String role = studio.add("roles", "a");
        String first = owner.get(role).etag();
        studio.add("roles", "b");
        assertThat(owner.get(role).etag()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "",
                ",",
                " , ,",
                "\"7",
                "w/\"7\"",
                "W/ \"7\"",
                "\"1\" \"2\"",
                "\"1\"; \"2\"",
                "*, \"1\"",
                "**",
                "\"a b\""
            })
    void refusesAMalformedIfMatch(String value) {
        String role = studio.add("roles", "a");
        owner.with("If-Match", value).delete(role).names("If-Match");
        owner.get(role).is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/%s",
                "\"x\"",
                "\"\"",
                "W/\"x\", W/%s,",
                "\"1234567890123456789\"",
                "\"0\", \"-1\"",
                "\"%%00\"",
                "\"x,\", \"y\""
            })
    void changesNothingWhereNoTagMatches(String value) {
        String role = studio.add("roles", "a");
        String tags = value.formatted(owner.get(role).etag());
        owner.with("If-Match", tags).delete(role).is(412, "precondition_failed");
        owner.get(role).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "%s", "\"x\", %s", "%s , \"x\"", ",,\"x\",W/\"y\",%s,", "\"a,b\",%s"})
    void changesWhereAnyTagMatches(String value) {
        String role = studio.add("roles", "a");
        owner.with("If-Match", value.formatted(owner.get(role).etag()))
                .delete(role)
                .is(204);
    }

    @Test
    void countsEveryLineOfIfMatch() throws IOException {
        String role = studio.add("roles", "a");
        String etag = owner.get(role).etag();
        assertThat(patched(role, "If-Match", "\"x\"", "W/" + etag)).isEqualTo(412);
        assertThat(patched(role, "If-Match", "*", "*")).isEqualTo(400);
        assertThat(patched(role, "If-Match", "\"x\"", etag)).isEqualTo(200);
    }

    /** Two lines of one header, which the client would join. */
    private int patched(String path, String header, String first, String second) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), owner.port())) {
            String body = "{\"name\": \"n-" + UUID.randomUUID() + "\"}";
            String head = "PATCH " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\nAuthorization: "
                    + owner.headers().get("Authorization") + "\r\n" + header + ": " + first + "\r\n" + header + ": "
                    + second
                    + "\r\n\r\n" + body;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }

    @Test
    void refusesTwoIdempotencyKeys() throws IOException {
        String role = studio.add("roles", "a");
        assertThat(patched(role, "Idempotency-Key", "k-1", "k-2")).isEqualTo(400);
        assertThat(patched(role, "Idempotency-Key", "k-1", "k-1")).isEqualTo(200);
    }

    @Test
    void writesNothingWhereANameStays() {
        String workspace = studio.workspace("w");
        owner.post("/api/v1/spaces", Map.of("id", "ch", "kind", "sales-channel", "name", "ch"))
                .is(201);
        for (String path : List.of(
                studio.add("groups", "g"),
                studio.add("roles", "r"),
                workspace,
                "/api/v1/spaces/ch?kind=sales-channel")) {
            Answer before = owner.get(path).is(200);
            Answer after =
                    owner.patch(path, Map.of("name", before.text("name"))).is(200);
            assertThat(after.etag()).as(path).isEqualTo(before.etag());
            assertThat(after.header("Mandate-Revision")).as(path).isEqualTo(before.header("Mandate-Revision"));
            assertThat(owner.patch(path, Map.of("name", "other " + before.text("name")))
                            .is(200)
                            .etag())
                    .as(path)
                    .isNotEqualTo(before.etag());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "%D9%A1", "+1", "-1", "", "x", "1.0", "4294967297"})
    void namesTheRangeOfALimit(String limit) {
        for (String list : List.of("users", "apps", "groups", "roles", "spaces", "apis", "connectors", "log")) {
            assertThat(owner.get("/api/v1/" + list + "?limit=" + limit)
                            .is(400, "invalid_request")
                            .body())
                    .contains("must be 1 to 200");
        }
        assertThat(owner.get("/api/v1/log/sealed?limit=" + (limit.equals("201") ? "501" : limit))
                        .is(400, "invalid_request")
                        .body())
                .contains("must be 1 to 500");
        owner.get("/api/v1/users?limit").names("limit");
        owner.get("/api/v1/log/sealed?after").names("after");
        owner.get("/api/v1/log/sealed?after=+1").names("after");
    }

    @Test
    void asksFirstWhetherItIsThere() {
        for (String condition : List.of("*", "\"1\"", "W/\"1\"")) {
            owner.with("If-Match", condition)
                    .patch("/api/v1/roles/none-such", Map.of("name", "x"))
                    .is(404, "not_found");
        }
        String connector = "c-" + studio.id();
        Map<String, Object> form = Map.of(
                "id",
                connector,
                "name",
                connector,
                "api",
                "user-services",
                "modules",
                Map.of("M", Map.of("required", List.of())));
        Client operator = Control.operator();
        operator.with("If-Match", "*").post("/api/v1/connectors", form).is(412, "precondition_failed");
        operator.post("/api/v1/connectors", form).is(201);
        operator.with("If-Match", "*").post("/api/v1/connectors", form).is(201);
    }

    @Test
    void doesARepeatedRequestOnce() {
        Client once = owner.with("Idempotency-Key", "k-1");
        Answer first = once.post("/api/v1/roles", Map.of("name", "One")).is(201);
        Answer repeat = once.post("/api/v1/roles", Map.of("name", "One")).is(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeat.etag()).isEqualTo(first.etag());
        assertThat(repeat.header("Mandate-Revision")).isEqualTo(first.header("Mandate-Revision"));
        once.post("/api/v1/roles", Map.of("name", "Two")).is(422, "idempotency_key_reused");
        once.post("/api/v1/groups", Map.of("name", "One")).is(422, "idempotency_key_reused");
        assertThat(owner.get("/api/v1/roles").json().path("items").size()).isEqualTo(3);
    }

    private int kept() {
        return JdbcClient.create(Inside.part(DataSource.class))
                .sql("select count(*) from idempotency where stream = :stream")
                .param("stream", studio.id())
                .query(Integer.class)
                .single();
    }

    private String keptText() {
        return JdbcClient.create(Inside.part(DataSource.class))
                .sql(
                        "select string_agg(key || ' ' || convert_from(headers, 'UTF8') || ' ' || convert_from(body, 'UTF8'), '|')"
                                + " from idempotency where stream = :stream")
                .param("stream", studio.id())
                .query(String.class)
                .single();
    }

    @Test
    void forgetsAnswersAboutARemovedUser() {
        Client once = owner.with("Idempotency-Key", "ann-1");
        Map<String, Object> ann = Map.of("id", "ann", "name", "Ann Example", "email", "ann@example.com");
        assertThat(once.post("/api/v1/users", ann).is(201).body()).contains("ann@example.com");
        owner.with("Idempotency-Key", "ann-2")
                .patch("/api/v1/users/ann", Map.of("email", "ann@example.org"))
                .is(200);
        owner.with("Idempotency-Key", "ann-3")
                .put("/api/v1/users/ann/skills", Map.of("skills", List.of("x")))
                .is(200);
        owner.with("Idempotency-Key", "bob")
                .post("/api/v1/users", Map.of("id", "bob"))
                .is(201);
        assertThat(once.post("/api/v1/users", ann).is(201).body()).contains("ann@example.com");
        assertThat(kept()).isEqualTo(4);
        owner.delete("/api/v1/users/ann").is(204);
        assertThat(kept()).as("the keys stay used").isEqualTo(4);
        assertThat(keptText()).doesNotContain("Ann Example", "ann@", "ann-1", "ann-2", "ann-3");
        assertThat(once.post("/api/v1/users", ann)
                        .is(409, "idempotency_key_used")
                        .body())
                .doesNotContain("Ann Example", "ann@");
        once.post("/api/v1/users", Map.of("id", "eve")).is(422, "idempotency_key_reused");
    }

    @Test
    void keepsNoAnswerOfARequestThatWroteNothing() {
        studio.user("ann");
        owner.patch("/api/v1/users/ann", Map.of("name", "Ann")).is(200);
        int before = kept();
        owner.with("Idempotency-Key", "n-1")
                .patch("/api/v1/users/ann", Map.of("name", "Ann"))
                .is(200);
        owner.with("Idempotency-Key", "n-2").post("/api/v1/users/ann/enable").is(200);
        assertThat(kept()).isEqualTo(before);
        owner.with("Idempotency-Key", "n-3").post("/api/v1/users/ann/disable").is(200);
        owner.with("Idempotency-Key", "n-3").post("/api/v1/users/ann/disable").is(200);
        owner.post("/api/v1/users/ann/enable").is(200);
        owner.with("Idempotency-Key", "n-3").post("/api/v1/users/ann/disable").is(200);
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void keepsKeysOfOthersApart() {
        Client other = studio.administrator("second").with("Idempotency-Key", "same");
        owner.with("Idempotency-Key", "same")
                .post("/api/v1/roles", Map.of("name", "One"))
                .is(201);
        other.post("/api/v1/roles", Map.of("name", "Two")).is(201);
    }

    @Test
    void forgetsNoRefusalUnderAKey() {
        Client once = owner.with("Idempotency-Key", "k-2");
        once.post("/api/v1/roles", Map.of("name", " ")).is(400, "invalid_request");
        once.post("/api/v1/roles", Map.of("name", "Mended")).is(201);
    }

    @Test
    void repeatsASecretNever() {
        studio.user("robot");
        Client once = owner.with("Idempotency-Key", "k-3");
        Map<String, Object> app = Map.of("name", "App", "onBehalfOf", "robot");
        Answer first = once.post("/api/v1/apps", app).is(201);
        String secret = first.json().path("secret").path("value").asString();
        Answer repeat = once.post("/api/v1/apps", app).is(201);
        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(repeat.body()).doesNotContain(secret).contains(first.text("id"));
        assertThat(repeat.json().path("secret").has("value")).isFalse();
    }

    @Test
    void makesATenantOnce() {
        Client once = Control.operator().with("Idempotency-Key", "tenant-" + studio.id());
        Map<String, String> wanted = Map.of("id", "x-" + studio.id(), "name", "X");
        Answer first = once.post("/api/v1/tenants", wanted).is(201);
        Answer repeat = once.post("/api/v1/tenants", wanted).is(201);
        assertThat(first.text("clientSecret")).isNotEmpty();
        assertThat(repeat.text("clientSecret")).isEmpty();
        assertThat(repeat.text("clientId")).isEqualTo(first.text("clientId"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 200})
    void pagesToTheEnd(int limit) {
        List<String> wanted = new ArrayList<>(List.of("owner"));
        for (int n = 0; n < 6; n++) {
            studio.user("u-" + n);
            wanted.add("u-" + n);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = owner.get("/api/v1/users?limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .is(200);
            assertThat(page.json().path("items").size()).isBetween(1, limit);
            page.json().path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.text("next");
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(wanted);
    }

    @Test
    void readsAtLeastWhatWasWritten() {
        Answer written =
                owner.post("/api/v1/roles", Map.of("id", "a", "name", "A")).is(201);
        String revision = written.header("Mandate-Revision");
        assertThat(revision).matches("[0-9]+\\.[0-9]+");
        Answer read =
                owner.with("Mandate-At-Least", revision).get("/api/v1/roles/a").is(200);
        assertThat(read.header("Mandate-Revision")).isEqualTo(revision);
        String[] parts = revision.split("\\.", -1);
        Answer ahead = owner.with("Mandate-At-Least", (Long.parseLong(parts[0]) + 1) + "." + parts[1])
                .get("/api/v1/roles/a")
                .is(503, "undecided");
        assertThat(ahead.header("Retry-After")).isEqualTo("1");
        owner.with("Mandate-At-Least", "later").get("/api/v1/roles/a").is(400);
    }

    @Test
    void waitsForWhatAnOperatorWrote() {
        Client operator = Control.operator();
        String revision = operator.post("/api/v1/tenants", Map.of("id", "t-" + UUID.randomUUID(), "name", "Next"))
                .is(201)
                .header("Mandate-Revision");
        String platform = operator.with("Idempotency-Key", studio.id())
                .post("/api/v1/gateways", Map.of("name", "Edge " + studio.id()))
                .is(201)
                .header("Mandate-Revision");
        assertThat(platform).matches("0\\.[0-9]+");
        assertThat(revision).matches("1\\.[0-9]+");
        owner.with("Mandate-At-Least", platform).get("/api/v1/roles").is(200);
        operator.with("Mandate-At-Least", platform).get("/api/v1/apis").is(200);
        String next = "0." + (Long.parseLong(platform.substring(2)) + 1);
        owner.with("Mandate-At-Least", next).get("/api/v1/roles").is(503, "undecided");
        operator.with("Mandate-At-Least", next).get("/api/v1/apis").is(503, "undecided");
        Answer repeat = operator.with("Idempotency-Key", studio.id())
                .post("/api/v1/gateways", Map.of("name", "Edge " + studio.id()))
                .is(201);
        assertThat(repeat.header("Mandate-Revision")).isEqualTo(platform);
        operator.post("/api/v1/impact", Map.of("from", platform)).is(200);
    }

    /** A tenant's count of entries is another than the platform's. */
    @Test
    void anOperatorWaitsForThePlatformAlone() {
        Answer suspended = Control.operator()
                .post("/api/v1/tenants/" + studio.id() + "/suspend")
                .is(200);
        String platform = suspended.header("Mandate-Revision").split("\\.", -1)[1];
        Control.operator()
                .with("Mandate-At-Least", "999999999." + platform)
                .get("/api/v1/apis")
                .is(200);
    }

    @Test
    void writesNothingWhereNothingChanges() {
        String user = studio.user("robot");
        Answer enabled = owner.post(user + "/enable").is(200);
        assertThat(owner.post(user + "/enable").is(200).header("Mandate-Revision"))
                .isEqualTo(enabled.header("Mandate-Revision"));
        String app = "/api/v1/apps/" + studio.app();
        String before = owner.get(app).header("Mandate-Revision");
        assertThat(owner.patch(app, Map.of("scopes", List.of("admin"))).is(200).header("Mandate-Revision"))
                .isEqualTo(before);
    }

    @Test
    void takesKeysOf1To255Characters() {
        owner.with("Idempotency-Key", "k".repeat(255))
                .post("/api/v1/roles", Map.of("name", "A"))
                .is(201);
        owner.with("Idempotency-Key", "k".repeat(256))
                .post("/api/v1/roles", Map.of("name", "B"))
                .is(400, "invalid_request");
    }
}
