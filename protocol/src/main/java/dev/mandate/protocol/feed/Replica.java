package dev.mandate.protocol.feed;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.MalformedForm;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The platform's snapshot and those of the followed tenants, kept up to date from a control node. Reads take no lock and
 * may be called from any thread. A reader of several things takes the ages first, then the tenant, then the platform: so
 * what it decides on is never older than the age says, and the platform never behind what the tenant needs.
 *
 * <p>Three virtual threads: one reads frames and connects again, with growing and scattered pauses; one tells the node
 * what is followed; one keeps watch over silent connections and writes the disk.
 */
public final class Replica implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Replica.class.getName());
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration WATCH = Duration.ofMillis(250);

    private final ReplicaSettings settings;
    private final Waiters waiters = new Waiters(this::isReached);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong interruptions = new AtomicLong();
    private final Fold fold;
    private final Teller teller;
    private final Keeper keeper;
    private final HttpClient http;
    private final Thread reading;
    private final Thread telling;
    private final Thread keeping;
    private final Interruption interruption = new Interruption(Moment::now);
    private volatile @Nullable Link link;
    private volatile @Nullable String issuer;
    private volatile boolean closed;

    private Replica(ReplicaSettings settings) {
        this.settings = settings;
        this.fold = new Fold(waiters::moved, settings.onFork());
        this.teller = new Teller(fold);
        this.keeper = new Keeper(fold, settings);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.silence())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.reading = Thread.ofVirtual().name("feed-reader").unstarted(this::read);
        this.telling = Thread.ofVirtual().name("feed-teller").unstarted(teller::run);
        this.keeping = Thread.ofVirtual().name("feed-keeper").unstarted(this::keep);
    }

    /**
     * Takes up what is on disk and begins to follow the platform's stream; returns at once.
     *
     * @throws java.io.UncheckedIOException if the store cannot be written
     */
    public static Replica open(ReplicaSettings settings) {
        Replica replica = new Replica(settings);
        replica.fold.restore(replica.keeper.load());
        replica.reading.start();
        replica.telling.start();
        replica.keeping.start();
        return replica;
    }

    /** At revision 0 until it is loaded. */
    public Snapshot platform() {
        Followed platform = fold.get(TenantId.PLATFORM);
        return platform == null ? Snapshot.empty(TenantId.PLATFORM) : platform.snapshot();
    }

    /** Empty until it is loaded and was once known to be complete. */
    public Optional<Snapshot> tenant(TenantId tenant) {
        return Optional.ofNullable(fold.get(tenant)).filter(Followed::usable).map(Followed::snapshot);
    }

    /** The platform and the tenants. */
    public Set<TenantId> followed() {
        return fold.followed();
    }

    /** Those of them that something came for which cannot be taken; they grow old until the next connection. */
    public Set<TenantId> stopped() {
        return fold.stopped();
    }

    /** From now on the tenant's stream is followed too; does nothing if it is already. */
    public void follow(TenantId tenant) {
        if (fold.follow(tenant)) {
            teller.changed(tenant);
        }
    }

    /** Forgets the tenant, on disk too a little later. The platform cannot be dropped. */
    public void drop(TenantId tenant) {
        if (!tenant.equals(TenantId.PLATFORM) && fold.drop(tenant)) {
            teller.changed(tenant);
            keeper.drop(tenant);
        }
    }

    /** Since the stream was last known to be complete; longer than any bound when it never was. */
    public Duration age(TenantId stream) {
        Followed followed = fold.get(stream);
        Moment complete = followed == null ? null : followed.complete();
        return complete == null ? NEVER : complete.age();
    }

    /** The stream's head, if it was read from the primary after this moment of {@link System#nanoTime}. */
    public OptionalLong confirmedHead(TenantId stream, long arrivalNanos) {
        return fold.confirmedHead(stream, arrivalNanos);
    }

    /**
     * Completes when the tenant is loaded and both streams are at least at the position; it has no timeout, and is
     * forgotten when the caller cancels it. Meanwhile the node is asked where the log ends now. Completed on the feed's
     * thread: hand over what takes time.
     */
    public CompletableFuture<Void> reached(TenantId tenant, Position position) {
        CompletableFuture<Void> reached = waiters.await(tenant, position);
        if (!reached.isDone()) {
            teller.ask();
        }
        return reached;
    }

    private boolean isReached(TenantId tenant, Position position) {
        Followed followed = fold.get(tenant);
        return followed != null
                && followed.usable()
                && followed.revision() >= position.tenant()
                && platform().revision() >= position.platform();
    }

    /** How often a stream took another course than the one known. */
    public long forkCount() {
        return fold.forks();
    }

    /** How many frames were of a type that only a later release knows. */
    public long unknownCount() {
        return fold.unknown();
    }

    /** How often a connection ended, or could not be made. */
    public long interruptionCount() {
        return interruptions.get();
    }

    /** Whether the control node refused the key, and has let this replica in at no time since. */
    public boolean refused() {
        return interruption.refused();
    }

    /** Whose tokens the control plane issues, as it said last; empty before, and from an earlier release. */
    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    private void read() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (Link open = Link.open(http, settings)) {
                follow(open);
            } catch (IOException | MalformedForm e) {
                if (!closed) {
                    interruption.because(e);
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                // a frame or a listener that fails must not end the feed for good
                LOGGER.log(System.Logger.Level.ERROR, "the feed is interrupted by a failure", e);
            }
            Link ended = link;
            // one that ended at once may do so again
            pause = ended != null && ended.age().compareTo(settings.backoff()) > 0 ? FIRST_PAUSE : pause;
            link = null;
            teller.to(null);
            interruptions.incrementAndGet();
            pause = pause(pause);
        }
    }

    private void follow(Link open) throws IOException {
        fold.connected(open.echo());
        open.issuer().ifPresent(url -> issuer = url);
        interruption.over();
        link = open;
        teller.to(open);
        for (Optional<Frame> f = open.next(); f.isPresent() && !closed; f = open.next()) {
            fold.take(f.get());
        }
    }

    /** Waits up to that long, at random so that gateways do not come all at once; returns the next, longer pause. */
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
        try {
            while (!closing.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
                Link watched = link;
                if (watched != null && watched.silent()) {
                    watched.cut();
                }
                keeper.turn();
            }
        } catch (InterruptedException e) {
            LOGGER.log(System.Logger.Level.TRACE, "closed");
        }
    }

    /** Writes what changed to disk, and ends the connection. */
    @Override
    public void close() {
        closed = true;
        Link open = link;
        if (open != null) {
            open.cut();
        }
        reading.interrupt();
        telling.interrupt();
        // not interrupted, as that would break off a write to disk, which a large snapshot may be in
        closing.countDown();
        try {
            reading.join(settings.silence());
            keeping.join(settings.silence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.save();
        http.shutdownNow();
    }
}
