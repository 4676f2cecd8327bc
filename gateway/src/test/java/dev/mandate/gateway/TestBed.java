package dev.mandate.gateway;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.gateway.identity.IdentityKey;
import dev.mandate.gateway.setting.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on real sockets, between an upstream, a control plane and a state that the test writes. */
final class TestBed implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final FakeState state = new FakeState();
    final TokenMint mint = new TokenMint();
    final ECKey identityKey = IdentityKey.generated("gw-test");
    final Upstream upstream;
    final Upstream control;
    final GatewayServer gateway;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestBed(String... settings) throws IOException {
        this(204, settings);
    }

    /** With a control plane that answers everything so at first. */
    TestBed(int controlStatus, String... settings) throws IOException {
        upstream = new Upstream();
        control = new Upstream();
        upstream.answers(200, "hello");
        control.answers(controlStatus, "");
        GatewayWorld.fill(state, upstream.url(), mint.published());
        mint.at(state.tenant(GatewayWorld.STUDIO).orElseThrow().revision());
        gateway = GatewayServer.start(settings(control.url(), settings), identityKey, state);
    }

    static GatewaySettings settings(String control, String... more) {
        Map<String, String> values = new HashMap<>();
        values.put("MANDATE_GATEWAY_PORT", "0");
        values.put("MANDATE_GATEWAY_PUBLIC_URL", TokenMint.GATEWAY);
        values.put("MANDATE_GATEWAY_KEY", "gateway-key");
        values.put("MANDATE_CONTROL_URL", control);
        values.put("MANDATE_GATEWAY_DATA", Path.of("target", "gateway-data").toString());
        values.put("MANDATE_GATEWAY_WARM_UP", "PT0S");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return GatewaySettings.from(values);
    }

    /** A token that is good for all that the state holds. */
    String token() {
        return mint.token();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> call(String method, String path, String token) throws IOException, InterruptedException {
        return send(to(path).method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return call("GET", path, token());
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> operations(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until the metrics show a figure: a call is counted after its answer left. */
    void awaitFigure(String figure) {
        await(() -> {
            try {
                return operations("/metrics").body().contains(figure);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Waits until a figure of the metrics has at least a value. */
    void awaitFigure(String before, double least) {
        Pattern figure = Pattern.compile(Pattern.quote(before) + "([0-9.E]+)");
        await(() -> {
            try {
                Matcher found = figure.matcher(operations("/metrics").body());
                return found.find() && Double.parseDouble(found.group(1)) >= least;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The record of the decision with this id, as control received it. */
    JsonNode recorded(String decision) {
        await(() -> records().stream().anyMatch(r -> r.path("id").asString().equals(decision)));
        return records().stream()
                .filter(r -> r.path("id").asString().equals(decision))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> records() {
        return control.seen().stream()
                .filter(s -> s.uri().getPath().equals("/internal/decisions"))
                .flatMap(s -> JSON.readTree(s.body()).valueStream())
                .toList();
    }

    /** Waits for something that happens on another thread. */
    static void await(BooleanSupplier happened) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen within 10 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
        control.close();
    }
}
