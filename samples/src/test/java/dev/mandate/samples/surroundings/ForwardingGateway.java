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
 * Stands where Mandate's gateway stands: knows tokens, signs the identity into the call, and passes everything else on
 * as it came. Also serves its public key and a token endpoint whose tokens are the client's id.
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
     * @param api whom the identities are for
     * @param path below which calls are passed on
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

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where its public key is. */
    public URI keysUri() {
        return uri().resolve("/keys");
    }

    /** Where calls go; to be told before the first. */
    public void forwardTo(URI upstream) {
        this.upstream = upstream;
    }

    /** From now on the app's id is a token for it. */
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
