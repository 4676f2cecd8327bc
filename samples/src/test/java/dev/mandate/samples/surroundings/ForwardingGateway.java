package dev.mandate.samples.surroundings;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.IdentitySigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Replaces Mandate's gateway in tests: accepts tokens, signs the identity into the call, and forwards everything else
 * unchanged. Also serves its public key and a token endpoint, whose tokens are the client's id.
 */
public final class ForwardingGateway implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "host", "connection", "content-length", "upgrade", "http2-settings", "authorization", "transfer-encoding");

    private final String api;
    private final ECKey key = newKey();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();
    private volatile URI upstream = URI.create("http://127.0.0.1:1");

    /**
     * Listens on a free port.
     *
     * @param api the audience of the identities
     * @param path the prefix of paths that are forwarded
     */
    public ForwardingGateway(String api, String path) throws IOException {
        this.api = api;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/connect/token", this::token);
        server.createContext("/keys", call -> answer(call, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext(path, this::forward);
        server.start();
    }

    /** Returns the base URL. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns the URL of the public key. */
    public URI keysUri() {
        return uri().resolve("/keys");
    }

    /** Sets the upstream; required before the first call. */
    public void forwardTo(URI upstream) {
        this.upstream = upstream;
    }

    /** Accepts the app's id as a token for this identity from now on. */
    public void know(Identity identity) {
        identities.put(identity.clientId(), identity);
    }

    private void token(HttpExchange call) throws IOException {
        String form = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String client = form.replaceFirst("(?:^|.*&)client_id=([^&]*).*", "$1");
        answer(call, 200, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(client));
    }

    private void forward(HttpExchange call) throws IOException {
        String token = Optional.ofNullable(call.getRequestHeaders().getFirst("Authorization"))
                .orElse("")
                .replaceFirst("^Bearer ", "");
        Identity identity = identities.get(token);
        if (identity == null) {
            answer(call, 401, "{}");
            return;
        }
        try {
            pass(call, identity);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange call, Identity identity) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        upstream.resolve(call.getRequestURI().toString()))
                .method(
                        call.getRequestMethod(),
                        BodyPublishers.ofByteArray(call.getRequestBody().readAllBytes()))
                .header(
                        "Mandate-Identity",
                        new IdentitySigner(key, uri().toString(), InstantSource.system()).sign(identity, api));
        call.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        try (call) {
            response.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    call.getResponseHeaders().put(name, values);
                }
            });
            call.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            call.getResponseBody().write(response.body());
        }
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        try (call) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("gw-test").generate();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.close();
    }
}
