package dev.mandate.protocol.feed;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.MalformedForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The platform's snapshot and those of the followed tenants, kept up to date from a control node. Reads take no lock and
 * may be called from any thread. A reader of both takes the tenant first: the platform is never behind what it needs.
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
    private final Fold fold;
    private final @Nullable Store store;
    private final HttpClient http;
    private final Semaphore toTell = new Semaphore(0);
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Thread reader;
    private final Thread teller;
    private final Thread keeper;
    private volatile @Nullable Link link;
    private volatile boolean closed;

    private Replica(ReplicaSettings settings) {
        this.settings = settings;
        this.fold = new Fold(waiters::moved, settings.onFork());
        this.store = store(settings.store());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.silence())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.reader = Thread.ofVirtual().name("feed-reader").unstarted(this::read);
        this.teller = Thread.ofVirtual().name("feed-teller").unstarted(this::tell);
        this.keeper = Thread.ofVirtual().name("feed-keeper").unstarted(this::keep);
    }

    private static @Nullable Store store(@Nullable Path folder) {
        try {
            return folder == null ? null : new Store(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the feed's store `" + folder + "` cannot be written", e);
        }
    }

    /**
     * Takes up what is on disk and begins to follow the platform's stream; returns at once.
     *
     * @throws UncheckedIOException if the store cannot be written
     */
    public static Replica open(ReplicaSettings settings) {
        Replica replica = new Replica(settings);
        if (replica.store != null) {
            replica.fold.restore(replica.store.load());
        }
        replica.reader.start();
        replica.teller.start();
        replica.keeper.start();
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

    /** From now on the tenant's stream is followed too; does nothing if it is already. */
    public void follow(TenantId tenant) {
        if (fold.follow(tenant)) {
            changed.set(true);
            toTell.release();
        }
    }

    /** Forgets the tenant, on disk too. The platform cannot be dropped. */
    public void drop(TenantId tenant) {
        if (!tenant.equals(TenantId.PLATFORM) && fold.drop(tenant)) {
            changed.set(true);
            toTell.release();
            forget(tenant);
        }
    }

    private void forget(TenantId tenant) {
        try {
            if (store != null) {
                store.forget(tenant);
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "`" + tenant + "` stays on disk: " + e.getMessage());
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
        Followed followed = fold.get(stream);
        return followed == null ? OptionalLong.empty() : followed.confirmedAfter(arrivalNanos);
    }

    /**
     * Completes when the tenant is loaded and both streams are at least at the position; it has no timeout, and is
     * forgotten when the caller cancels it. Meanwhile the node is asked where the log ends now. Completed on the feed's
     * thread: hand over what takes time.
     */
    public CompletableFuture<Void> reached(TenantId tenant, Position position) {
        CompletableFuture<Void> reached = waiters.await(tenant, position);
        if (!reached.isDone()) {
            toTell.release();
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

    private void read() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (Link open = Link.open(http, settings)) {
                fold.connected();
                link = open;
                changed.set(true);
                toTell.release();
                for (Optional<Frame> f = open.next(); f.isPresent() && !closed; f = open.next()) {
                    fold.take(f.get());
                    pause = FIRST_PAUSE;
                }
            } catch (IOException | MalformedForm e) {
                LOGGER.log(
                        pause.equals(FIRST_PAUSE) && !closed ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                        "the feed is interrupted: " + e.getMessage());
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                // a frame or a listener that fails must not end the feed for good
                LOGGER.log(System.Logger.Level.ERROR, "the feed is interrupted by a failure", e);
            }
            link = null;
            pause = pause(pause);
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

    private void tell() {
        while (!closed) {
            Link to = null;
            try {
                toTell.acquire();
                toTell.drainPermits();
                to = link;
                if (to != null) {
                    to.tell(new Positions(
                            changed.getAndSet(false) ? Optional.of(fold.positions()) : Optional.empty(),
                            System.nanoTime()));
                }
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "the node was not told: " + e.getMessage());
                // the next connection tells everything
                cut(to);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void cut(@Nullable Link link) {
        try {
            if (link != null) {
                link.close();
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the connection was gone already", e);
        }
    }

    private void keep() {
        Moment stored = Moment.now();
        try {
            while (!closed) {
                Thread.sleep(WATCH);
                Link watched = link;
                if (watched != null && watched.silent()) {
                    cut(watched);
                }
                if (stored.age().compareTo(settings.storeEvery()) >= 0) {
                    save();
                    stored = Moment.now();
                }
            }
        } catch (InterruptedException e) {
            LOGGER.log(System.Logger.Level.TRACE, "closed");
        }
    }

    private void save() {
        try {
            if (store != null) {
                store.save(fold.all());
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the feed's store cannot be written: " + e.getMessage());
        }
    }

    /** Writes what changed to disk, and ends the connection. */
    @Override
    public void close() {
        closed = true;
        cut(link);
        reader.interrupt();
        teller.interrupt();
        keeper.interrupt();
        try {
            reader.join(settings.silence());
            keeper.join(settings.silence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        save();
        http.shutdownNow();
    }
}
