package dev.mandate.protocol.feed;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.frame.Frame;
import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of the platform and of the followed tenants, kept up to date from a control node.
 *
 * <p>Reads take no lock and may come from any thread. A reader of several values reads the ages first, then the tenant,
 * then the platform. Then the snapshots are never older than the ages say, and the platform is never behind what the
 * tenant needs.
 *
 * <p>Three virtual threads: one reads frames and reconnects with growing, randomised pauses; one posts which streams
 * are followed; one closes silent connections and writes to disk.
 */
public final class Replica implements Worker.Owner, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Replica.class.getName());
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration WATCH = Duration.ofMillis(250);

    private final ReplicaSettings settings;
    private final Waiters waiters = new Waiters(this::isReached);
    private final AtomicLong interruptions = new AtomicLong();
    private final Fold fold;
    private final PositionSender teller;
    private final Keeper keeper;
    private final HttpClient http;
    private final Thread reading;
    private final Worker keeping = new Worker("feed-keeper", WATCH, this::keep);
    private final Interruption interruption = new Interruption(Moment::now);
    private volatile @Nullable FeedConnection link;
    private volatile @Nullable String issuer;
    private volatile boolean closed;

    private Replica(ReplicaSettings settings) {
        this.settings = settings;
        this.fold = new Fold(waiters::moved, settings.onFork());
        this.teller = new PositionSender(fold);
        this.keeper = new Keeper(fold, settings);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.silence())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.reading = Thread.ofVirtual().name("feed-reader").unstarted(this::read);
    }

    /**
     * Loads the stored streams and starts to follow the platform's stream; returns at once.
     *
     * @throws java.io.UncheckedIOException if the store cannot be written
     */
    public static Replica open(ReplicaSettings settings) {
        Replica replica = new Replica(settings);
        replica.fold.restore(replica.keeper.load());
        replica.reading.start();
        replica.teller.start();
        replica.keeping.start();
        return replica;
    }

    /** Returns the platform's snapshot; at revision 0 until it is loaded. */
    public Snapshot platform() {
        StreamState platform = fold.get(TenantId.PLATFORM);
        return platform == null ? Snapshot.empty(TenantId.PLATFORM) : platform.snapshot();
    }

    /** Returns the tenant's snapshot; empty until it is loaded and was known to be complete once. */
    public Optional<Snapshot> tenant(TenantId tenant) {
        return Optional.ofNullable(fold.get(tenant)).filter(StreamState::usable).map(StreamState::snapshot);
    }

    /** Returns the followed streams: the platform's and the tenants'. */
    public Set<TenantId> followed() {
        return fold.followed();
    }

    /**
     * Returns the followed streams with a step that could not be applied, each with the reason. Their state age grows
     * until the step succeeds; they are requested again after pauses of up to a minute.
     */
    public Map<TenantId, String> stopped() {
        return fold.stopped();
    }

    /** Starts to follow the tenant's stream; does nothing if it is followed already. */
    public void follow(TenantId tenant) {
        if (fold.follow(tenant)) {
            teller.changed(tenant);
        }
    }

    /** Stops following the tenant and, shortly later, deletes its file on disk. The platform cannot be dropped. */
    public void drop(TenantId tenant) {
        if (!tenant.equals(TenantId.PLATFORM) && fold.drop(tenant)) {
            teller.changed(tenant);
            keeper.drop(tenant);
        }
    }

    /** Returns the stream's state age: the time since it was last known to be complete; 36,500 days if it never was. */
    public Duration age(TenantId stream) {
        StreamState followed = fold.get(stream);
        Moment complete = followed == null ? null : followed.complete();
        return complete == null ? NEVER : complete.age();
    }

    /**
     * Returns the stream's head, if it was read from the primary after this value of {@link System#nanoTime}; empty
     * otherwise.
     */
    public OptionalLong confirmedHead(TenantId stream, long arrivalNanos) {
        return fold.confirmedHead(stream, arrivalNanos);
    }

    /**
     * Returns a future that completes when the tenant is loaded and both streams have reached the position. While it
     * waits, a mark is posted to get a newer state soon.
     *
     * <p>The future has no timeout; cancel it to stop waiting. It completes on the feed's thread, so hand long work to
     * another thread.
     */
    public CompletableFuture<Void> reached(TenantId tenant, Position position) {
        CompletableFuture<Void> reached = waiters.await(tenant, position);
        if (!reached.isDone()) {
            teller.ask();
        }
        return reached;
    }

    private boolean isReached(TenantId tenant, Position position) {
        StreamState followed = fold.get(tenant);
        return followed != null
                && followed.usable()
                && followed.revision() >= position.tenant()
                && platform().revision() >= position.platform();
    }

    /** Returns how many forks were seen: full snapshots that were on another history than the known one. */
    public long forkCount() {
        return fold.forks();
    }

    /** Returns how many frames of unknown types, from a later release, were ignored. */
    public long unknownCount() {
        return fold.unknown();
    }

    /** Returns how many connections ended or could not be made. */
    public long interruptionCount() {
        return interruptions.get();
    }

    /** Returns whether a control node refused the key and none has accepted it since. */
    public boolean refused() {
        return interruption.refused();
    }

    /** Returns the issuer of the control plane's tokens, as last received; empty before, or from an earlier release. */
    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** Returns the threads that post followed streams, and that close silent connections and write to disk. */
    @Override
    public List<Worker> workers() {
        return List.of(teller.worker(), keeping);
    }

    private void read() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (FeedConnection open = FeedConnection.open(http, settings)) {
                follow(open);
            } catch (IOException | MalformedForm e) {
                if (!closed) {
                    interruption.because(e);
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException | Error e) {
                // a frame or a listener that fails must not stop the feed for good
                LOGGER.log(System.Logger.Level.ERROR, "the feed is interrupted by a failure", e);
            }
            FeedConnection ended = link;
            // keep growing the pause after a connection that ended soon
            pause = ended != null && ended.age().compareTo(settings.backoff()) > 0 ? FIRST_PAUSE : pause;
            link = null;
            teller.to(null);
            interruptions.incrementAndGet();
            pause = pause(pause);
        }
    }

    private void follow(FeedConnection open) throws IOException {
        fold.connected(open.echo());
        open.issuer().ifPresent(url -> issuer = url);
        interruption.over();
        link = open;
        teller.to(open);
        for (Optional<Frame> f = open.next(); f.isPresent() && !closed; f = open.next()) {
            fold.take(f.get());
        }
    }

    /**
     * Sleeps between half of {@code longest} and all of it, at random so that gateways do not reconnect all at once.
     * Returns the next, longer pause.
     */
    private Duration pause(Duration longest) {
        try {
            if (!closed) {
                Thread.sleep(Duration.ofNanos(
                        ThreadLocalRandom.current().nextLong(longest.toNanos() / 2, longest.toNanos())));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        Duration next = longest.multipliedBy(2);
        return next.compareTo(settings.backoff()) > 0 ? settings.backoff() : next;
    }

    private void keep() {
        FeedConnection watched = link;
        if (watched != null && watched.silent()) {
            watched.cut();
        }
        fold.retry().forEach(teller::changed);
        keeper.turn();
    }

    /** Writes changed streams to disk and closes the connection. */
    @Override
    public void close() {
        closed = true;
        FeedConnection open = link;
        if (open != null) {
            open.cut();
        }
        reading.interrupt();
        teller.stop();
        try {
            reading.join(settings.silence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // an interrupt would break off a write of a large snapshot, so it comes late
        keeping.stop(settings.silence());
        keeper.save();
        http.shutdownNow();
    }
}
