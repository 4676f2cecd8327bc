package dev.mandate.protocol.feed;

import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.frame.Line;
import dev.mandate.protocol.frame.LineReader;
import dev.mandate.protocol.frame.Positions;
import dev.mandate.protocol.frame.Sequence;
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

/** One connection to a control node: receives frames and posts positions. */
final class FeedConnection implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(FeedConnection.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_LARGE = 413;

    private final HttpClient http;
    private final ReplicaSettings settings;
    private final URI address;
    private final SilenceMeter body;
    private final LineReader lines;
    private final Sequence sequence;
    private final StateAgeClock echo = new StateAgeClock();
    private final Moment opened = Moment.now();
    private final Optional<String> issuer;

    private FeedConnection(
            HttpClient http, ReplicaSettings settings, String session, HttpResponse<InputStream> response) {
        this.http = http;
        this.settings = settings;
        this.address = address(settings, session);
        this.issuer = response.headers().firstValue(Frame.ISSUER);
        this.body = new SilenceMeter(response.body());
        this.lines = new LineReader(this.body);
        this.sequence = new Sequence(session);
    }

    private static URI address(ReplicaSettings settings, String session) {
        return settings.control().resolve("/internal/feed/" + session);
    }

    /**
     * Connects under a random session name.
     *
     * @throws RefusedException if the node does not know the key
     * @throws IOException if the node cannot be reached, or its answer is not a feed
     */
    static FeedConnection open(HttpClient http, ReplicaSettings settings) throws IOException, InterruptedException {
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
        return new FeedConnection(http, settings, session, response);
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
     * @throws IOException if the connection breaks, or a line was lost
     */
    Optional<Frame> next() throws IOException {
        Optional<Line> line = lines.next();
        while (line.isPresent() && !sequence.takes(line.get())) {
            line = lines.next();
        }
        return line.map(Line::frame);
    }

    /** Returns the issuer of the control plane's tokens; empty if an earlier release of the node did not send it. */
    Optional<String> issuer() {
        return issuer;
    }

    /** Returns the echo that measures the state age of what this connection vouches for. */
    StateAgeClock echo() {
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
            if (status == TOO_LARGE) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the control plane refuses the list of followed streams as too large, so the state ages: raise"
                                + " `MANDATE_FEED_POSITIONS` there");
            }
            throw new IOException("the control node answers `" + status + "` to positions");
        }
    }

    /** Returns the time since the connection was opened. */
    Duration age() {
        return opened.age();
    }

    /** Returns whether the sender has been silent for too long, as on a dead connection that was never closed. */
    boolean silent() {
        return body.silence().compareTo(settings.silence()) > 0;
    }

    /** Closes the connection; also ends a wait in {@link #next} on any thread. */
    void cut() {
        try {
            close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the connection was closed already", e);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
