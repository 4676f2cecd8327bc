package dev.mandate.client.token;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Supplies one app with access tokens. Requests a token once, reuses it until shortly before it expires, and lets
 * concurrent callers share one request. Thread-safe; blocks, so it suits virtual threads.
 */
public final class TokenSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LONGEST_ANSWER = 64 * 1024L;

    private final ClientCredentials credentials;
    private final HttpClient http;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable IssuedToken issued;

    public TokenSource(ClientCredentials credentials, HttpClient http, InstantSource clock) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Returns a valid token, and requests one first if necessary.
     *
     * @throws TokenException if none could be obtained
     */
    public String token() throws InterruptedException {
        IssuedToken current = issued;
        return current != null && current.isFresh(clock.instant()) ? current.value() : renew(current);
    }

    /** Returns another token than {@code refused}, to which a resource server answered 401. */
    public String tokenInsteadOf(String refused) throws InterruptedException {
        IssuedToken current = issued;
        return current != null && current.value().equals(refused) ? renew(current) : token();
    }

    /** Sends the request with a token. After a 401 it retries once with a new token and returns that answer. */
    public <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        String token = token();
        HttpResponse<T> first = http.send(authorized(request, token), body);
        return first.statusCode() == 401 ? http.send(authorized(request, tokenInsteadOf(token)), body) : first;
    }

    private static HttpRequest authorized(HttpRequest.Builder request, String token) {
        return request.copy().setHeader("Authorization", "Bearer " + token).build();
    }

    private String renew(@Nullable IssuedToken seen) throws InterruptedException {
        asking.lockInterruptibly();
        try {
            IssuedToken current = issued;
            if (current != null && !current.equals(seen) && current.isFresh(clock.instant())) {
                return current.value();
            }
            IssuedToken fresh = ask();
            issued = fresh;
            return fresh.value();
        } finally {
            asking.unlock();
        }
    }

    private IssuedToken ask() throws InterruptedException {
        Instant requested = clock.instant();
        HttpResponse<byte[]> answer = exchange();
        int status = answer.statusCode();
        if (status == 200) {
            return IssuedToken.parse(answer.body(), requested);
        }
        if (status >= 400 && status < 500 && status != 429) {
            throw new TokenRefusedException(status, IssuedToken.parseError(answer.body()));
        }
        throw new TokenUnavailableException("the token endpoint answered " + status, null);
    }

    private HttpResponse<byte[]> exchange() throws InterruptedException {
        try {
            return http.send(request(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        } catch (IOException failure) {
            throw new TokenUnavailableException(
                    "the token endpoint `" + credentials.tokenEndpoint() + "` cannot be reached", failure);
        }
    }

    private HttpRequest request() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        String scope = credentials.scope();
        if (scope != null) {
            form.put("scope", scope);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(credentials.tokenEndpoint())
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded");
        switch (credentials.authentication()) {
            case BASIC -> request.header("Authorization", basic());
            case FORM -> {
                form.put("client_id", credentials.clientId());
                form.put("client_secret", credentials.secret().reveal());
            }
        }
        return request.POST(BodyPublishers.ofString(encoded(form))).build();
    }

    private String basic() {
        String pair = encoded(credentials.clientId()) + ":"
                + encoded(credentials.secret().reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
