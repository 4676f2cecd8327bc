package dev.mandate.client.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.IdentitySigner;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class UpstreamStarterTest {
    private static final String ISSUER = "http://gateway.test";
    private static final String API = "media-gateway";
    private static final ECKey KEY = KeyServer.newKey("gw-1");
    private static final Identity VENDOR =
            new Identity("studio", "api-user", "app-1", new VisibleSpaces.Listed(List.of("ws-a")), "17.4");

    private static KeyServer keys;
    private static HttpClient http;
    private static ConfigurableApplicationContext upstream;

    @BeforeAll
    static void start() {
        keys = new KeyServer();
        keys.serve(KEY);
        http = HttpClient.newHttpClient();
        upstream = upstream(keys, Map.of());
    }

    @AfterAll
    static void stop() {
        upstream.close();
        keys.close();
        http.close();
    }

    @Test
    void handsTheIdentityToTheController() throws Exception {
        HttpResponse<String> answer = get("/me", signed(VENDOR));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("studio/api-user by app-1");
    }

    @Test
    void refusesAnAbsentDoubledOrForgedHeader() throws Exception {
        assertRefused(get("/me"));
        assertRefused(get("/me", ""));
        assertRefused(get("/me", signed(VENDOR), signed(VENDOR)));
        assertRefused(get("/me", signed(VENDOR) + "," + signed(VENDOR)));
        assertRefused(get(
                "/me", new IdentitySigner(KeyServer.newKey("gw-1"), ISSUER, InstantSource.system()).sign(VENDOR, API)));
        assertRefused(get("/me", new IdentitySigner(KEY, ISSUER, InstantSource.system()).sign(VENDOR, "other-api")));
        assertRefused(get("/no-such-path"));
    }

    @Test
    void hiddenAndAbsentAnswerTheSameBytes() throws Exception {
        HttpResponse<String> hidden = get("/things/in-b", signed(VENDOR));
        HttpResponse<String> foreign = get("/things/of-other", signed(VENDOR));
        HttpResponse<String> absent = get("/things/nowhere", signed(VENDOR));
        assertThat(List.of(hidden.statusCode(), foreign.statusCode(), absent.statusCode()))
                .containsOnly(404);
        assertThat(hidden.body()).isEqualTo(absent.body()).isEqualTo(foreign.body());
        assertThat(hidden.body()).contains("\"code\":\"not_found\"").doesNotContain("ws-b");
        assertThat(reason(hidden)).contains("outside-spaces; space=ws-b");
        assertThat(reason(foreign)).contains("no-such-resource");
        assertThat(reason(absent)).contains("no-such-resource");
        assertThat(get("/things/in-a", signed(VENDOR)).body()).isEqualTo("in-a");
    }

    @Test
    void listsOnlyWhatIsReached() throws Exception {
        assertThat(get("/things", signed(VENDOR)).body()).isEqualTo("[in-a]");
        Identity all = new Identity("studio", "u", "app-1", new VisibleSpaces.All(), "1.1");
        assertThat(get("/things", signed(all)).body()).isEqualTo("[in-a, in-b]");
    }

    @Test
    void leavesAskUndecided() throws Exception {
        HttpResponse<String> answer =
                get("/me", signed(new Identity("studio", "u", "app-1", new VisibleSpaces.Ask(), "1.1")));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"undecided\"").contains("more spaces");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void withoutKeysItIsUndecidedAndNeverOpen() throws Exception {
        try (KeyServer broken = new KeyServer();
                ConfigurableApplicationContext cut = upstream(broken, Map.of())) {
            broken.fail();
            HttpResponse<String> answer = http.send(request(cut, "/me", signed(VENDOR)), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        }
    }

    @Test
    void doesNotStartWithAnUnknownKey() {
        assertThatThrownBy(() -> upstream(keys, Map.of("mandate.client.audiense", API)))
                .satisfies(failure -> assertThat(rootMessage(failure)).contains("audiense"));
    }

    @Test
    void doesNotStartWithoutSettings() {
        assertThatThrownBy(() -> upstream(keys, Map.of("mandate.client.issuer", "")))
                .satisfies(failure -> assertThat(rootMessage(failure)).contains("mandate.client.issuer is missing"));
        assertThatThrownBy(
                        () -> SpringApplication.run(Things.class, "--server.port=0", "--spring.main.banner-mode=off"))
                .satisfies(failure -> assertThat(rootMessage(failure)).contains("mandate.client.issuer is missing"));
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return String.valueOf(root.getMessage());
    }

    private static Optional<String> reason(HttpResponse<String> answer) {
        return answer.headers().firstValue("Mandate-Reason");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"invalid_identity\"");
    }

    private static String signed(Identity identity) {
        return new IdentitySigner(KEY, ISSUER, InstantSource.system()).sign(identity, API);
    }

    private static HttpResponse<String> get(String path, String... identities)
            throws IOException, InterruptedException {
        return http.send(request(upstream, path, identities), BodyHandlers.ofString());
    }

    private static HttpRequest request(ConfigurableApplicationContext context, String path, String... identities) {
        String port = context.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (String identity : identities) {
            request.header("Mandate-Identity", identity);
        }
        return request.build();
    }

    private static ConfigurableApplicationContext upstream(KeyServer keys, Map<String, Object> changed) {
        return new SpringApplicationBuilder(Things.class)
                .properties(Map.of(
                        "server.port",
                        "0",
                        "server.address",
                        "127.0.0.1",
                        "spring.main.banner-mode",
                        "off",
                        "mandate.client.issuer",
                        ISSUER,
                        "mandate.client.audience",
                        API,
                        "mandate.client.jwks-uri",
                        keys.uri().toString()))
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new org.springframework.core.env.MapPropertySource("changed", changed)))
                .run();
    }

    /** An upstream as its owner would write it: only controllers. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ThingController.class)
    static class Things {}

    record Thing(String id, Place place) {}

    @RestController
    static class ThingController {
        private final List<Thing> things = List.of(
                new Thing("in-a", new Place("studio", "ws-a")),
                new Thing("in-b", new Place("studio", "ws-b")),
                new Thing("of-other", new Place("other", "ws-a")));

        @GetMapping("/me")
        String me(Identity identity) {
            return identity.subject() + " by " + identity.clientId();
        }

        @GetMapping("/things")
        String list(Reach reach) {
            return reach.visible(things, Thing::place).stream()
                    .map(Thing::id)
                    .toList()
                    .toString();
        }

        @GetMapping("/things/{id}")
        String one(Reach reach, @PathVariable String id) {
            Optional<Thing> found =
                    things.stream().filter(thing -> thing.id().equals(id)).findFirst();
            return reach.require(found, Thing::place).id();
        }
    }
}
