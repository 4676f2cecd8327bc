package dev.mandate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.Retries;
import dev.mandate.app.vendor.Vendor.Seen;
import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two tenants that are equal but for what the caller does not reach: one has a second channel with users, proposals, traders,
 * certificates and tasks of its own, the other has not. No answer of any endpoint tells in which of the two one is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NonDisclosureTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    /** Names of things that only the first tenant has. */
    private static final Set<String> OUT_OF_REACH = Set.of(
            "B",
            "member of B",
            "unbound user",
            "open proposal of B",
            "trader of B",
            "trade of B",
            "retire of B",
            "offramp of B");

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z";

    private final HttpClient http = HttpClient.newHttpClient();
    /** What the first tenant's placeholders stood for in the question of now, by name. */
    private final Map<String, String> told = new HashMap<>();

    private Twin with;
    private Twin without;

    private record Twin(RegistryStage stage, Cast cast, Props props) {}

    @BeforeAll
    void makeTwins() {
        RegistryStage first = stage("with-" + RUN);
        channel(first, first.elsewhere());
        RegistryStage second = stage("without-" + RUN);
        idle(second, 1);
        with = new Twin(first, Cast.near(first, ""), Props.of(first, ""));
        without =
                new Twin(second, Cast.near(second, ""), Props.without(second, "", name -> told.getOrDefault(name, "")));
    }

    private RegistryStage stage(String tenant) {
        EnvironmentFile demo = TestInstallation.running().demo();
        ManagementClient.Answer created;
        try (ManagementClient platform =
                ManagementEndpoint.of(demo, "PLATFORM_ADMIN").client()) {
            created = platform.must(
                    "POST", "/api/v1/tenants", Map.of("id", tenant, "name", "Twin", "app", tenant + "-admin"));
        }
        ManagementClient admin = new ManagementClient(
                URI.create(demo.get("CONTROL_URL")),
                new ClientCredentials(
                        URI.create(demo.get("TOKEN_URL")),
                        tenant + "-admin",
                        new ClientSecret(created.json().path("clientSecret").asString()),
                        ClientAuthentication.BASIC,
                        null));
        RegistryStage stage = new RegistryStage(
                http,
                URI.create(demo.get("GATEWAY_URL")),
                URI.create(demo.get("SALES_OPERATOR_URL")),
                tenant,
                "near",
                "far",
                "",
                "",
                admin);
        admin.must("POST", "/api/v1/apis/saleschannel-services/enable", null);
        channel(stage, "near");
        admin.must("POST", "/api/v1/users", Map.of("id", "idle"));
        return stage;
    }

    private static void channel(RegistryStage stage, String id) {
        stage.admin().must("POST", "/api/v1/spaces", Map.of("id", id, "kind", "sales-channel", "name", id));
    }

    @AfterAll
    void leave() {
        with.stage().admin().close();
        without.stage().admin().close();
        http.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAreEqualWhateverIsOutOfReach() throws IOException {
        return StatusTable.read().stream()
                .flatMap(row -> List.of("unbound", "none", "all").stream()
                        .map(column ->
                                DynamicTest.dynamicTest(column + ": " + row.title(), () -> compare(row, column))));
    }

    private void compare(StatusTable.Row row, String column) {
        ApiCall first = question(with, row, column);
        ApiCall second = question(without, row, column);
        String revision = level();
        Seen there = with.cast().caller(column).ask(first.after(revision));
        Seen here = without.cast().caller(column).ask(second.after(revision));
        assertThat(masked(here)).isEqualTo(masked(there));
        settle(with.cast().caller(column), there);
        settle(without.cast().caller(column), here);
    }

    /** Waits for what was ordered, so that its events stand at the same place for both. */
    private static void settle(Cast.Caller caller, Seen taken) {
        String task = taken.headers().getOrDefault("location", "");
        if (taken.status() == 202 && !task.contains("/trade/")) {
            Seen settled = Retries.until(seen -> !seen.body().contains("PENDING"), () -> caller.ask(ApiCall.get(task)));
            assertThat(settled.body()).contains("DONE");
        }
    }

    private ApiCall question(Twin twin, StatusTable.Row row, String column) {
        Cast.Caller caller = twin.cast().caller(column);
        if (twin.equals(with)) {
            told.clear();
            Matcher names = Props.PLACEHOLDER.matcher(row.path() + row.body());
            while (names.find()) {
                if (OUT_OF_REACH.contains(names.group(1))) {
                    told.put(names.group(1), twin.props().value(names.group(1), caller));
                }
            }
        }
        String path = filled(twin, row.path(), caller);
        String body = filled(twin, row.body(), caller);
        return ApiCall.of(row.method(), path, body.isEmpty() ? null : JSON.readValue(body, Map.class))
                .once(UUID.randomUUID().toString());
    }

    private String filled(Twin twin, String text, Cast.Caller caller) {
        String left = text;
        for (Map.Entry<String, String> out : told.entrySet()) {
            left = left.replace("<" + out.getKey() + ">", out.getValue());
        }
        return twin.props().filled(left, caller);
    }

    /** A tenant's revision counts all of its entries, so both are brought to the same one. */
    private String level() {
        long there = revision(with);
        long here = revision(without);
        idle((here < there ? without : with).stage(), Math.abs(there - here));
        return Math.max(there, here) + ".0";
    }

    private static long revision(Twin twin) {
        String revision =
                twin.stage().admin().must("GET", "/api/v1/users/idle", null).revision();
        return Long.parseLong(revision.substring(0, revision.indexOf('.')));
    }

    /** Entries that change nothing that anybody sees. */
    private static void idle(RegistryStage stage, long entries) {
        for (long i = 0; i < entries; i++) {
            stage.admin().must("POST", "/api/v1/users/idle/revoke-tokens", null);
        }
    }

    /** All of an answer, but for what is made up anew each time: ids, moments, and the length of what holds them. */
    private static Seen masked(Seen seen) {
        Seen all = seen.comparable();
        Map<String, String> headers = new TreeMap<>(all.headers());
        headers.replaceAll((name, value) -> value.replaceAll(ID, "<id>"));
        if (all.body().matches("(?s).*" + TIME + ".*")) {
            headers.remove("content-length");
        }
        return new Seen(all.status(), headers, all.body().replaceAll(ID, "<id>").replaceAll(TIME, "<time>"));
    }
}
