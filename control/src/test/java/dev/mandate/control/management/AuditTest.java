package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.Inside;
import dev.mandate.control.answer.FakeRequest;
import dev.mandate.control.answer.HeldAnswers;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.chain.ChainWalk;
import dev.mandate.protocol.chain.LogPart;
import dev.mandate.protocol.document.JsonForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The audit trail over the management API. */
class AuditTest {
    private static final JsonForm<LogPart> SEALED = JsonForm.of(LogPart.class);

    /** The default of {@code MANDATE_ANSWER_PAGE_BYTES}. */
    private static final int PAGE = 1 << 20;

    private final Studio studio = Studio.open();

    private static List<Long> revisions(Answer page) {
        return page.json()
                .path("items")
                .valueStream()
                .map(n -> n.path("revision").asLong())
                .toList();
    }

    /** The chain as a caller walks it, two entries at a time. */
    private static ChainWalk.Verdict walk(Client client, String stream, String query) {
        ChainWalk walk = new ChainWalk(new TenantId(stream));
        while (true) {
            String path = "/api/v1/log/sealed?limit=2&after=" + walk.revision() + query;
            LogPart part = SEALED.read(client.get(path).is(200).body().getBytes(StandardCharsets.UTF_8));
            part.entries().forEach(item -> {
                if (item.isWithheld()) {
                    walk.takeWithheld(item.sealed(part.stream()));
                } else {
                    walk.take(item.sealed(part.stream()), item.note());
                }
            });
            if (part.entries().isEmpty()) {
                return walk.end(part.head(), part.headHash());
            }
        }
    }

    @Test
    void tellsWhoDidWhat() {
        studio.owner()
                .with("X-Request-ID", "request-17")
                .post("/api/v1/users", Map.of("id", "robot"))
                .is(201);
        JsonNode newest = studio.owner()
                .get("/api/v1/log?limit=1")
                .is(200)
                .json()
                .path("items")
                .path(0);
        assertThat(newest.path("actor").asString()).isEqualTo(studio.id() + "/owner by " + studio.app());
        assertThat(newest.path("requestId").asString()).isEqualTo("request-17");
        assertThat(newest.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(newest.path("note").asString()).isEqualTo("KEPT");
        assertThat(newest.path("changes").path(0).path("type").asString()).isEqualTo("UserAdded");
        assertThat(newest.path("changes").path(0).path("user").asString()).isEqualTo("robot");
        long revision = newest.path("revision").asLong();
        assertThat(studio.owner().get("/api/v1/log/" + revision).is(200).json()).isEqualTo(newest);
        studio.owner().get("/api/v1/log/" + (revision + 1)).is(404, "not_found");
        studio.owner().get("/api/v1/log/x").is(404, "not_found");
    }

    @Test
    void withholdsOperatorsFromTenants() {
        Client operator = Control.operator().with("X-Request-ID", "operators-request");
        operator.post("/api/v1/tenants/" + studio.id() + "/suspend").is(200);
        operator.post("/api/v1/tenants/" + studio.id() + "/activate").is(200);
        Client owner = Control.anonymous().as(studio.app(), studio.secret());
        for (String revision : List.of("1", "2", "3")) {
            JsonNode told = owner.get("/api/v1/log/" + revision).is(200).json();
            assertThat(told.path("actor").asString()).isEqualTo("the platform's operator");
            assertThat(told.path("note").asString()).isEqualTo("WITHHELD");
            assertThat(told.has("address")).isFalse();
            assertThat(told.has("requestId")).isFalse();
            assertThat(told.path("changes").size()).isPositive();
            JsonNode whole = Control.operator()
                    .get("/api/v1/log/" + revision + "?tenant=" + studio.id())
                    .is(200)
                    .json();
            assertThat(whole.path("actor").asString()).startsWith("platform/operator by ");
            assertThat(whole.path("note").asString()).isEqualTo("KEPT");
            assertThat(whole.path("address").asString()).isEqualTo("127.0.0.1");
        }
        assertThat(owner.get("/api/v1/log").is(200).body())
                .doesNotContain("platform/", "127.0.0.1", "operators-request");
    }

    @Test
    void servesTenantsNoNoteOfAnOperator() {
        studio.user("robot");
        LogPart part = SEALED.read(
                studio.owner().get("/api/v1/log/sealed").is(200).body().getBytes(StandardCharsets.UTF_8));
        assertThat(part.entries()).extracting(LogPart.Item::isWithheld).containsExactly(true, false);
        assertThat(part.entries().getFirst().note()).isEmpty();
        assertThat(part.entries().getLast().note()).isPresent();
        assertThat(walk(studio.owner(), studio.id(), ""))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.outside()).isEmpty());
    }

    @Test
    void pagesBothWays() {
        for (int i = 0; i < 4; i++) {
            studio.user("user-" + i);
        }
        Answer newest = studio.owner().get("/api/v1/log?limit=3").is(200);
        assertThat(revisions(newest)).containsExactly(5L, 4L, 3L);
        Answer rest = studio.owner()
                .get("/api/v1/log?limit=3&cursor=" + newest.text("next"))
                .is(200);
        assertThat(revisions(rest)).containsExactly(2L, 1L);
        assertThat(rest.json().has("next")).isFalse();
        Answer oldest = studio.owner().get("/api/v1/log?limit=3&order=oldest").is(200);
        assertThat(revisions(oldest)).containsExactly(1L, 2L, 3L);
        Answer end = studio.owner()
                .get("/api/v1/log?limit=3&order=oldest&cursor=" + oldest.text("next"))
                .is(200);
        assertThat(revisions(end)).containsExactly(4L, 5L);
        assertThat(end.json().has("next")).isFalse();
        studio.owner().get("/api/v1/log?order=sideways").names("order");
        studio.owner().get("/api/v1/log?cursor=eHg").names("cursor");
    }

    /** Each entry adds 1,000 users with long ids: about 110 KB. */
    private void writeLargeEntries() {
        for (int entry = 0; entry < 12; entry++) {
            String prefix = "e" + entry + "-" + "x".repeat(50) + "-";
            Past.wrote(
                    studio,
                    IntStream.range(0, 1_000)
                            .mapToObj(n -> new UserChange.UserAdded(new UserId(prefix + n), UserKind.PERSON))
                            .toArray(Change[]::new));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oldest", "newest"})
    void endsAPageEarlyWhereEntriesAreLarge(String order) {
        writeLargeEntries();
        List<Long> walked = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = studio.owner()
                    .get("/api/v1/log?limit=200&order=" + order + cursor)
                    .is(200);
            assertThat(page.body().length()).isLessThan(PAGE + 1_000);
            walked.addAll(revisions(page));
            cursor = page.json().has("next") ? "&cursor=" + page.text("next") : "";
        } while (!cursor.isEmpty());
        List<Long> all = LongStream.rangeClosed(1, 13).boxed().toList();
        assertThat(walked).isEqualTo(order.equals("oldest") ? all : all.reversed());
    }

    @Test
    void endsASealedPartEarlyWhereEntriesAreLarge() {
        writeLargeEntries();
        Answer part = studio.owner().get("/api/v1/log/sealed?limit=500").is(200);
        assertThat(part.body().length()).isBetween(PAGE / 2, PAGE + 1_000);
        assertThat(walk(studio.owner(), studio.id(), ""))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.entries()).isEqualTo(13));
    }

    @Test
    void refusesLargePagesOfATenantThatHoldsTooManyBytes() {
        writeLargeEntries();
        try (FakeRequest slow = new FakeRequest()) {
            slow.run(() -> Inside.part(HeldAnswers.class).hold(new TenantId(studio.id()), 4 << 20));
            for (String path : List.of("/api/v1/log?limit=200", "/api/v1/log/sealed?limit=500", "/api/v1/log/3")) {
                Answer refused = studio.owner().get(path).is(429, "too_many_requests");
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            }
            studio.owner().get("/api/v1/log/1").is(200);
            Control.operator().get("/api/v1/log/3?tenant=" + studio.id()).is(200);
        }
        for (int again = 0; again < 6; again++) {
            studio.owner().get("/api/v1/log?limit=200").is(200);
        }
    }

    @Test
    void isReadByThoseWhoMayRead() {
        studio.ownerWith("read").get("/api/v1/log").is(200);
        studio.administrator("boss").get("/api/v1/log").is(200);
        Control.anonymous().get("/api/v1/log").is(401, "credential_missing");
        Studio other = Studio.open();
        for (String path : List.of("/api/v1/log", "/api/v1/log/1", "/api/v1/log/sealed")) {
            other.owner().get(path + "?tenant=" + studio.id()).is(403, "operators_only");
            other.owner().get(path + "?tenant=nobody").is(403, "operators_only");
            Control.operator().get(path + "?tenant=" + studio.id()).is(200);
            Control.operator().get(path + "?tenant=nobody").is(404, "not_found");
        }
    }

    @Test
    void showsNoSecret() {
        Studio.Registered app = studio.register("app-1", "owner", "read");
        for (String path : List.of("/api/v1/log?limit=200", "/api/v1/log/sealed")) {
            String body = Control.operator()
                    .get(path + (path.contains("?") ? "&" : "?") + "tenant=" + studio.id())
                    .is(200)
                    .body();
            assertThat(body).doesNotContain(app.secret()).doesNotContain(studio.secret());
        }
    }

    @Test
    void servesTheBytesThatTheChainCovers() {
        studio.user("robot");
        studio.user("other");
        ChainWalk.Verdict own = walk(studio.owner(), studio.id(), "");
        assertThat(own)
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.entries()).isEqualTo(3));
        assertThat(walk(Control.operator(), studio.id(), "&tenant=" + studio.id()))
                .isEqualTo(own);
        assertThat(walk(Control.operator(), "platform", "")).isInstanceOf(ChainWalk.Verdict.Intact.class);
        studio.owner().get("/api/v1/log/sealed?limit=0").names("limit");
        studio.owner().get("/api/v1/log/sealed?after=-1").names("after");
    }

    @Test
    void erasesANoteAndSaysSo() {
        studio.user("robot");
        studio.owner().delete("/api/v1/log/2/note").is(204);
        JsonNode erased = studio.owner().get("/api/v1/log/2").is(200).json();
        assertThat(erased.path("note").asString()).isEqualTo("ERASED");
        assertThat(erased.has("actor")).isFalse();
        assertThat(erased.has("address")).isFalse();
        assertThat(erased.path("changes").path(0).path("type").asString()).isEqualTo("UserAdded");
        assertThat(studio.owner()
                        .get("/api/v1/log/3")
                        .is(200)
                        .json()
                        .path("changes")
                        .path(0)
                        .path("type")
                        .asString())
                .isEqualTo("NoteErased");
        studio.owner().delete("/api/v1/log/2/note").is(204);
        assertThat(walk(studio.owner(), studio.id(), ""))
                .as("again changes nothing")
                .isInstanceOfSatisfying(ChainWalk.Verdict.Intact.class, v -> {
                    assertThat(v.entries()).isEqualTo(3);
                    assertThat(v.erased()).isEqualTo(1);
                    assertThat(v.outside()).isEmpty();
                });
    }

    @Test
    void keepsTheNotesOfOperatorsAndRecoveries() {
        Answer made = Control.operator()
                .post("/api/v1/tenants/" + studio.id() + "/recover", Map.of())
                .is(201);
        Client rescuer = Control.anonymous().as(made.text("clientId"), made.text("clientSecret"));
        for (String revision : List.of("1", "2")) {
            Answer refused = rescuer.delete("/api/v1/log/" + revision + "/note").is(409, "note_kept");
            assertThat(refused.text("detail")).contains("an operator of the platform made the entry");
            assertThat(studio.owner().get("/api/v1/log/" + revision).is(200).text("note"))
                    .isEqualTo("WITHHELD");
        }
        assertThat(studio.owner().get("/api/v1/log/2").is(200).text("reason")).startsWith("recover: ");
        studio.administrator("boss").delete("/api/v1/log/2/note").is(403, "owners_only");
        assertThat(walk(rescuer, studio.id(), ""))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.erased()).isZero());
    }

    @Test
    void letsOperatorsEraseTheirNotesInATenantsLog() {
        Control.operator()
                .post("/api/v1/tenants/" + studio.id() + "/recover", Map.of())
                .is(201);
        String log = "/api/v1/log/";
        String query = "?tenant=" + studio.id();
        Control.operator().delete(log + "2/note" + query).is(204);
        Control.operator().delete(log + "2/note" + query).is(204);
        JsonNode erased = Control.operator().get(log + "2" + query).is(200).json();
        assertThat(erased.path("note").asString()).isEqualTo("ERASED");
        assertThat(erased.has("actor")).isFalse();
        assertThat(erased.has("address")).isFalse();
        assertThat(erased.path("changes").path(0).path("type").asString()).isEqualTo("UserAdded");
        String said = "a note of the platform's operator was erased, which said: recover: ";
        JsonNode erasing = studio.owner().get(log + "3").is(200).json();
        assertThat(erasing.path("reason").asString()).startsWith(said);
        assertThat(erasing.path("actor").asString()).isEqualTo("the platform's operator");
        studio.owner().delete(log + "3/note").is(409, "note_kept");
        Control.operator().delete(log + "3/note" + query).is(204);
        assertThat(studio.owner().get(log + "4").is(200).text("reason")).startsWith(said);
        assertThat(walk(studio.owner(), studio.id(), "")).isInstanceOfSatisfying(ChainWalk.Verdict.Intact.class, v -> {
            assertThat(v.entries()).isEqualTo(4);
            assertThat(v.erased()).isEqualTo(2);
            assertThat(v.outside()).isEmpty();
        });
    }

    @Test
    void letsOperatorsEraseNoNoteOfATenantsPeople() {
        studio.user("robot");
        String path = "/api/v1/log/2/note?tenant=" + studio.id();
        assertThat(Control.operator().delete(path).is(409, "note_kept").text("detail"))
                .contains("the tenant erases their notes");
        Studio.open().owner().delete(path).is(403, "operators_only");
        Studio.open().owner().delete("/api/v1/log/2/note?tenant=nobody").is(403, "operators_only");
        Control.operator().delete("/api/v1/log/2/note?tenant=nobody").is(404, "not_found");
        assertThat(studio.owner().get("/api/v1/log/2").is(200).text("note")).isEqualTo("KEPT");
    }

    @Test
    void onlyAnOwnerErasesAndOnlyHisOwn() {
        Client boss = studio.administrator("boss");
        boss.delete("/api/v1/log/1/note").is(403, "owners_only");
        studio.ownerWith("read").delete("/api/v1/log/1/note").is(403, "insufficient_scope");
        studio.owner().delete("/api/v1/log/0/note").is(404, "not_found");
        studio.owner().delete("/api/v1/log/99/note").is(404, "not_found");
        assertThat(studio.owner().get("/api/v1/log/1").is(200).text("note")).isEqualTo("WITHHELD");
    }

    @Test
    void tellsOfANoteThatIsGoneFromTheDatabase() {
        studio.user("robot");
        JdbcClient.create(Control.server().database().dataSource())
                .sql("update entry set note = null where stream = :stream and revision = 2")
                .param("stream", studio.id())
                .update();
        assertThat(studio.owner().get("/api/v1/log/2").is(200).text("note")).isEqualTo("ERASED_OUTSIDE");
        assertThat(walk(studio.owner(), studio.id(), ""))
                .isInstanceOfSatisfying(
                        ChainWalk.Verdict.Intact.class,
                        v -> assertThat(v.outside()).containsExactly(2L));
    }

    @Test
    void aNewInstallationIsAtTheNewestFormat() {
        JsonNode format = Control.operator().get("/api/v1/log-format").is(200).json();
        assertThat(format.path("format").asInt())
                .isEqualTo(format.path("newest").asInt())
                .isGreaterThan(1);
        JsonNode first = Control.operator().get("/api/v1/log/1").is(200).json();
        assertThat(first.path("changes").path(0).path("type").asString()).isEqualTo("LogFormatRaised");
    }

    @Test
    void raisesTheFormatButNeverLowersIt() {
        int newest = Control.operator()
                .get("/api/v1/log-format")
                .is(200)
                .json()
                .path("newest")
                .asInt();
        Control.operator().post("/api/v1/log-format", Map.of("format", newest)).is(200);
        Control.operator()
                .post("/api/v1/log-format", Map.of("format", newest + 1))
                .names("format");
        Control.operator().post("/api/v1/log-format", Map.of("format", 1)).names("format");
        studio.owner().post("/api/v1/log-format", Map.of("format", newest)).is(403, "operators_only");
        studio.owner().get("/api/v1/log-format").is(403, "operators_only");
    }
}
