package dev.mandate.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private static final String SECRET = "s3cr3t+/ %";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile int status = 200;
    private volatile String body = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer server;

    @BeforeEach
    void startTokenEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::answerToken);
        server.createContext("/api", this::answerApi);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void asksOnceUntilShortlyBeforeExpiry() throws Exception {
        TokenSource source = source(ClientAuthentication.FORM);
        assertThat(source.token()).isEqualTo("token-1");
        now.updateAndGet(t -> t.plus(Duration.ofSeconds(3569)));
        assertThat(source.token()).isEqualTo("token-1");
        now.updateAndGet(t -> t.plus(Duration.ofSeconds(1)));
        assertThat(source.token()).isEqualTo("token-2");
    }

    @Test
    void sendsTheSecretInTheForm() throws Exception {
        source(ClientAuthentication.FORM).token();
        assertThat(forms)
                .containsExactly("grant_type=client_credentials&scope=cfgateway&client_id=app-1"
                        + "&client_secret=s3cr3t%2B%2F+%25");
        assertThat(authorizations).containsExactly("");
    }

    @Test
    void sendsTheSecretAsBasicEncodedTwice() throws Exception {
        source(ClientAuthentication.BASIC).token();
        assertThat(forms).containsExactly("grant_type=client_credentials&scope=cfgateway");
        assertThat(authorizations).containsExactly("Basic YXBwLTE6czNjcjN0JTJCJTJGKyUyNQ==");
    }

    @Test
    void manyThreadsShareOneRequest() throws Exception {
        gate = new CountDownLatch(1);
        TokenSource source = source(ClientAuthentication.FORM);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> tokens = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(source::token))
                    .toList();
            gate.countDown();
            for (Future<String> token : tokens) {
                assertThat(token.get()).isEqualTo("token-1");
            }
        }
        assertThat(forms).hasSize(1);
    }

    @Test
    void renewsOnceAfterA401() throws Exception {
        TokenSource source = source(ClientAuthentication.FORM);
        HttpResponse<String> answer = source.send(api("token-2"), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(forms).hasSize(2);
    }

    @Test
    void letsTheSecond401Stand() throws Exception {
        TokenSource source = source(ClientAuthentication.FORM);
        HttpResponse<String> answer = source.send(api("none"), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(forms).hasSize(2);
    }

    @Test
    void doesNotRenewWhatAnotherThreadRenewed() throws Exception {
        TokenSource source = source(ClientAuthentication.FORM);
        String first = source.token();
        assertThat(source.tokenInsteadOf(first)).isEqualTo("token-2");
        assertThat(source.tokenInsteadOf(first)).isEqualTo("token-2");
        assertThat(forms).hasSize(2);
    }

    @Test
    void tellsARefusalFromAnOutage() {
        status = 401;
        body = "{\"error\":\"invalid_client\"}";
        assertThatThrownBy(source(ClientAuthentication.FORM)::token)
                .isInstanceOfSatisfying(TokenRefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.error()).isEqualTo("invalid_client");
                });
        status = 503;
        assertThatThrownBy(source(ClientAuthentication.FORM)::token).isInstanceOf(TokenUnavailableException.class);
        status = 200;
        body = "<html>";
        assertThatThrownBy(source(ClientAuthentication.FORM)::token).isInstanceOf(TokenUnavailableException.class);
        body = "{\"access_token\":\"t\",\"token_type\":\"DPoP\"}";
        assertThatThrownBy(source(ClientAuthentication.FORM)::token).isInstanceOf(TokenUnavailableException.class);
        server.stop(0);
        assertThatThrownBy(source(ClientAuthentication.FORM)::token).isInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void neverShowsSecretOrToken() {
        ClientCredentials credentials = credentials(ClientAuthentication.FORM);
        assertThat(credentials.toString()).doesNotContain("s3cr3t");
        status = 400;
        body = "{\"error\":\"client_secret=" + SECRET + "\"}";
        assertThatThrownBy(source(ClientAuthentication.FORM)::token)
                .hasMessageNotContaining("s3cr3t")
                .hasMessageContaining("unknown");
        assertThat(new IssuedToken("abc", Instant.EPOCH).toString()).doesNotContain("abc");
    }

    private TokenSource source(ClientAuthentication authentication) {
        return new TokenSource(credentials(authentication), http, now::get);
    }

    private ClientCredentials credentials(ClientAuthentication authentication) {
        return new ClientCredentials(
                base().resolve("/token"), "app-1", new ClientSecret(SECRET), authentication, "cfgateway");
    }

    private HttpRequest.Builder api(String acceptedToken) {
        return HttpRequest.newBuilder(base().resolve("/api/" + acceptedToken));
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answerToken(HttpExchange call) throws IOException {
        forms.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String authorization = call.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        String issued =
                "{\"access_token\":\"token-" + forms.size() + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
        answer(call, status, body.isEmpty() ? issued : body);
    }

    private void answerApi(HttpExchange call) throws IOException {
        String accepted = call.getRequestURI().getPath().substring("/api/".length());
        String sent = call.getRequestHeaders().getFirst("Authorization");
        answer(call, ("Bearer " + accepted).equals(sent) ? 200 : 401, "");
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
