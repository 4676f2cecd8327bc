package dev.mandate.protocol.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection to a control node: frames come in, positions go out beside. */
final class Link implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Link.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http;
    private final ReplicaSettings settings;
    private final URI address;
    private final Heard body;
    private final LineReader lines;
    private final Sequence sequence;
    private final Echo echo = new Echo();
    private final Moment opened = Moment.now();
    private final Optional<String> issuer;

    private Link(HttpClient http, ReplicaSettings settings, String session, HttpResponse<InputStream> response) {
        this.http = http;
        this.settings = settings;
        this.address = address(settings, session);
        this.issuer = response.headers().firstValue(Frame.ISSUER);
        this.body = new Heard(response.body());
        this.lines = new LineReader(this.body);
        this.sequence = new Sequence(session);
    }

    private static URI address(ReplicaSettings settings, String session) {
        return settings.control().resolve("/internal/feed/" + session);
    }

    /**
     * Connects under a name that nobody can guess.
     *
     * @throws RefusedException if the node does not know the key
     * @throws IOException if it cannot be reached, or answers something else
     */
    static Link open(HttpClient http, ReplicaSettings settings) throws IOException, InterruptedException {
        byte[] name = new byte[16];
        RANDOM.nextBytes(name);
        String session = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        HttpRequest request =
                request(settings, address(settings, session)).GET().build();
        HttpResponse<InputStream> response =
                answer(http.sendAsync(request, BodyHandlers.ofInputStream()), settings.silence());
        if (response.statusCode() != 200) {
            response.body().close();
            if (response.statusCode() == UNAUTHORIZED) {
                throw new RefusedException(UNAUTHORIZED);
            }
            throw new IOException("the control node answers `" + response.statusCode() + "`");
        }
        return new Link(http, settings, session, response);
    }

    private static HttpRequest.Builder request(ReplicaSettings settings, URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + settings.gatewayKey());
    }

    private static <T> T answer(CompletableFuture<T> future, Duration patience)
            throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new IOException("the control node does not answer", e);
        } catch (ExecutionException e) {
            throw new IOException("the control node cannot be reached: " + e.getCause(), e);
        }
    }

    /**
     * Waits for the next frame; empty when the node ends the stream.
     *
     * @throws IOException if the connection breaks, or something on it was lost
     */
    Optional<Frame> next() throws IOException {
        Optional<Line> line = lines.next();
        while (line.isPresent() && !sequence.takes(line.get())) {
            line = lines.next();
        }
        return line.map(Line::frame);
    }

    /** Whose tokens the control plane issues; empty from an earlier release. */
    Optional<String> issuer() {
        return issuer;
    }

    /** As of when what this connection vouches for is complete. */
    Echo echo() {
        return echo;
    }

    void tell(Positions positions) throws IOException, InterruptedException {
        HttpRequest request = request(settings, URI.create(address + "/positions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(positions.toJson()))
                .build();
        int status = answer(http.sendAsync(request, BodyHandlers.discarding()), settings.silence())
                .statusCode();
        if (status != 204) {
            throw new IOException("the control node answers `" + status + "` to positions");
        }
    }

    /** Since it was opened. */
    Duration age() {
        return opened.age();
    }

    /** Whether nothing came for too long: a connection that is dead but not closed. */
    boolean silent() {
        return body.silence().compareTo(settings.silence()) > 0;
    }

    /** Ends a wait in {@link #next} too, whoever waits. */
    void cut() {
        try {
            close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the connection was gone already", e);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
