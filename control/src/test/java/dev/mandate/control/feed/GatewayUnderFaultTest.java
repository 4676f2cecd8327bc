package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.feed.Relay.Weather;
import dev.mandate.control.log.LogNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a vendor is answered while what lies behind its gateway fails. */
class GatewayUnderFaultTest {
    private static final Map<String, Consumer<Site>> FAULTS = Map.of(
            "the control node is cut off from the database", s -> s.database.cut(),
            "the feed is held up", s -> s.way.down(Weather.PAUSED),
            "the gateway is not heard", s -> s.way.up(Weather.PAUSED),
            "the connection is dead but open", s -> s.way.freeze());

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() throws Exception {
        site = new Site(folder);
        Site.await(site.caller(), 204);
    }

    @AfterAll
    static void close() throws Exception {
        site.close();
    }

    @AfterEach
    void repair() throws Exception {
        site.repair();
        site.set("ACCESS");
        Site.await(site.caller(), 204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the control node is cut off from the database",
                "the feed is held up",
                "the gateway is not heard",
                "the connection is dead but open"
            })
    void allowsNothingAfterTheBound(String fault) throws Exception {
        Web caller = site.caller();
        Objects.requireNonNull(FAULTS.get(fault)).accept(site);
        site.set("NONE");
        long withdrawn = System.nanoTime();
        long lastAllow = withdrawn;
        TreeSet<Integer> late = new TreeSet<>();
        for (long now = withdrawn; now - withdrawn < Site.BOUND.plusSeconds(1).toNanos(); now = System.nanoTime()) {
            int status = Site.status(caller);
            lastAllow = status == 204 ? now : lastAllow;
            if (now - withdrawn > Site.BOUND.toNanos()) {
                late.add(status);
            }
        }
        assertThat(Duration.ofNanos(lastAllow - withdrawn)).isLessThanOrEqualTo(Site.BOUND);
        assertThat(late).as("undecided, or heard of after all").isSubsetOf(503, 403);
        site.repair();
        Site.await(caller, 403);
        assertThat(LogNode.soon(() -> site.gateway.obstacle().isEmpty())).isTrue();
    }

    @Test
    void decidesNothingOnAFeedThatIsAlwaysLate() throws Exception {
        Web caller = site.caller();
        Duration late = Site.BOUND.plusSeconds(1);
        site.way.down(Weather.late(late));
        long begun = System.nanoTime();
        Site.await(caller, 503);
        // by now what comes is as old as the way is long
        while (System.nanoTime() - begun < late.plusSeconds(3).toNanos()) {
            assertThat(Site.status(caller)).isEqualTo(503);
        }
        site.repair();
        Site.await(caller, 204);
    }

    @Test
    void isStaleWithoutADatabaseAndFreshAgain() throws Exception {
        Web caller = site.caller();
        Site.await(caller, 204);
        site.database.cut();
        Site.await(caller, 503);
        Web.Answer ready = site.operations("/readyz");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().path("reason").asString()).contains("older than");
        assertThat(ready.json().path("ageMillis").asLong()).isGreaterThan(Site.BOUND.toMillis());
        site.repair();
        Site.await(caller, 204);
        assertThat(LogNode.soon(() -> site.gateway.obstacle().isEmpty())).isTrue();
    }

    @Test
    void noticesARestoredDatabase() throws Exception {
        Web before = site.caller();
        JdbcClient jdbc = JdbcClient.create(site.writer.database().dataSource());
        long kept = jdbc.sql("select revision from stream where id = 'studio'")
                .query(Long.class)
                .single();
        site.addGroup("lost");
        site.addGroup("lost too");
        Web after = site.caller();
        Site.await(after, 204);
        Site.await(before, 204);
        double forks = figure("mandate_gateway_forks_total");
        assertThat(figure("mandate_gateway_tokens_kept")).isGreaterThanOrEqualTo(2);
        restore(jdbc, kept);
        assertThat(LogNode.soon(() -> figure("mandate_gateway_forks_total") > forks))
                .isTrue();
        assertThat(LogNode.soon(() -> figure("mandate_gateway_tokens_kept") == 0))
                .as("what was verified on the lost course is forgotten")
                .isTrue();
        assertThat(site.operations("/readyz").json().path("forks").asLong()).isGreaterThan((long) forks);
        Site.await(before, 204);
        Site.await(after, 401);
        site.set("NONE");
        Site.await(before, 403);
    }

    /** As if the server had been set up from a copy of that moment. */
    private static void restore(JdbcClient jdbc, long revision) {
        jdbc.sql("delete from entry where stream = 'studio' and revision > ?")
                .param(revision)
                .update();
        jdbc.sql("update stream set revision = e.revision, hash = e.hash from entry e"
                        + " where id = 'studio' and e.stream = id and e.revision = ?")
                .param(revision)
                .update();
        LogNode.cutConnections(jdbc);
    }

    private static double figure(String name) {
        try {
            return site.operations("/metrics")
                    .body()
                    .lines()
                    .filter(l -> l.startsWith(name + " "))
                    .mapToDouble(l -> Double.parseDouble(l.substring(name.length() + 1)))
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
