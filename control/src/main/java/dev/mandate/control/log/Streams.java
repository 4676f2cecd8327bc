package dev.mandate.control.log;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.postgres.Database;
import dev.mandate.engine.Position;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.feed.Waiters;
import dev.mandate.protocol.form.SealedEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The folds of all streams on this node, kept up to date from the log. Reads take no lock. A node's own entries come in
 * the same way as anybody's.
 */
public final class Streams implements AutoCloseable {
    private final Ledger ledger;
    private final Storing storing;
    private final StreamFold platform;
    private final Map<TenantId, StreamFold> tenants = new ConcurrentHashMap<>();
    private final Waiters waiters = new Waiters(this::reached);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong forks = new AtomicLong();
    private final Poll poll;
    private volatile Moment complete = Moment.now();
    private volatile Duration clock = Duration.ZERO;

    private Streams(Database database, LogSettings settings) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        this.ledger = new Ledger(jdbc);
        this.storing = new Storing(new StoredFolds(jdbc, ledger), settings.foldEvery());
        Around around = new Around();
        this.platform = new StreamFold(TenantId.PLATFORM, around);
        this.poll = new Poll(database, settings, this::take);
    }

    /**
     * Loads all streams and begins to follow the log.
     *
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    public static Streams open(Database database, LogSettings settings) {
        Streams streams = new Streams(database, settings);
        streams.poll.start();
        return streams;
    }

    /** What streams need of each other. */
    private final class Around implements StreamFold.Surroundings {
        @Override
        public Ledger ledger() {
            return ledger;
        }

        @Override
        public Folded start(TenantId stream) {
            return storing.load(stream).orElseGet(() -> Folded.empty(stream));
        }

        @Override
        public long platformAtLeast(long revision) {
            if (platform.folded().revision() < revision) {
                platform.catchUp();
            }
            return platform.folded().revision();
        }

        @Override
        public void moved(Folded folded) {
            storing.moved(folded);
            waiters.moved();
            listeners.forEach(Runnable::run);
        }

        @Override
        public void forked(TenantId stream) {
            forks.incrementAndGet();
        }
    }

    /** Takes in what a read of the primary found; on the poll's thread. */
    private void take(News news) {
        if (news.whole()) {
            compare(news);
        }
        // the platform first, as entries of tenants may need it
        platform.catchUp();
        for (TenantId tenant : moved(news)) {
            fold(tenant).catchUp();
        }
        clock = news.clock();
        complete = news.begun();
    }

    private void compare(News news) {
        platform.compare(news.head(TenantId.PLATFORM));
        tenants.forEach((tenant, fold) -> fold.compare(news.head(tenant)));
    }

    /** The tenants to look at: those with news, those that waited for the platform, and those that are new to it. */
    private Set<TenantId> moved(News news) {
        Set<TenantId> moved = new HashSet<>(news.heads().keySet());
        if (moved.remove(TenantId.PLATFORM) || news.whole()) {
            platform.folded().snapshot().catalogue().tenants().forEach((tenant, listed) -> {
                if (known(tenant).filter(StreamFold::loaded).isEmpty()) {
                    moved.add(tenant);
                }
            });
        }
        moved.removeIf(tenant -> !exists(tenant));
        tenants.forEach((tenant, fold) -> {
            if (fold.held().isPresent()) {
                moved.add(tenant);
            }
        });
        return moved;
    }

    private StreamFold fold(TenantId stream) {
        return stream.equals(TenantId.PLATFORM)
                ? platform
                : tenants.computeIfAbsent(stream, t -> new StreamFold(t, new Around()));
    }

    /** The fold, if the stream was looked at before. */
    private Optional<StreamFold> known(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? Optional.of(platform) : Optional.ofNullable(tenants.get(stream));
    }

    /**
     * The two snapshots of a decision.
     *
     * @throws Refusal 404 if there is no such stream
     */
    public View view(TenantId tenant) {
        // INVARIANT: the tenant first, as the platform is never behind what an applied entry needs
        Folded own = folded(tenant);
        return new View(platform(tenant, own), own.snapshot());
    }

    private Snapshot platform(TenantId tenant, Folded own) {
        return tenant.equals(TenantId.PLATFORM)
                ? own.snapshot()
                : platform.folded().snapshot();
    }

    /**
     * What management reads of the stream.
     *
     * @throws Refusal 404 if there is no such stream
     */
    public Directory directory(TenantId stream) {
        return folded(stream).directory();
    }

    /**
     * Both folds at one position; loaded when first asked for.
     *
     * @throws Refusal 404 if there is no such stream
     */
    public Folded folded(TenantId stream) {
        if (!exists(stream)) {
            throw Refusal.of(404, "not_found", "Not found", "there is no tenant `" + stream + "`");
        }
        StreamFold fold = fold(stream);
        if (!fold.loaded()) {
            fold.catchUp();
        }
        return fold.folded();
    }

    /** The platform's, or one that its catalogue lists. */
    public boolean exists(TenantId stream) {
        return stream.equals(TenantId.PLATFORM)
                || platform.folded().snapshot().catalogue().tenants().contains(stream);
    }

    /** How far this node is with the two streams of a tenant's decisions ({@code Mandate-Revision}). */
    public Position position(TenantId tenant) {
        return view(tenant).position();
    }

    /** Waits until both streams are at least at the position ({@code Mandate-At-Least}); false if they are not in time. */
    public boolean awaits(TenantId tenant, Position position, Duration timeout) throws InterruptedException {
        if (exists(tenant)) {
            folded(tenant);
        }
        CompletableFuture<Void> reached = waiters.await(tenant, position);
        try {
            reached.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("nobody fails a waiter", e);
        } finally {
            reached.cancel(false);
        }
    }

    /** INVARIANT: loads nothing, as it is asked while a stream's lock is held. */
    private boolean reached(TenantId tenant, Position position) {
        return known(tenant)
                .filter(f -> f.loaded() && f.folded().revision() >= position.tenant())
                .filter(f -> platform.folded().revision() >= position.platform())
                .isPresent();
    }

    /** Since the last good read of the primary began. */
    public Duration age() {
        return complete.age();
    }

    /** Since the stream's fold was last known to be complete. */
    public Duration age(TenantId stream) {
        return known(stream)
                .flatMap(f -> f.stop().or(f::held))
                .map(s -> s.since().age())
                .orElseGet(this::age);
    }

    /** When the last good read of the primary began. */
    public Moment complete() {
        return complete;
    }

    /** How this node is with the log, for readiness. */
    public Health health() {
        Map<TenantId, Stop> stopped = new HashMap<>();
        platform.stop().ifPresent(s -> stopped.put(TenantId.PLATFORM, s));
        tenants.forEach((tenant, fold) -> fold.stop().or(fold::held).ifPresent(s -> stopped.put(tenant, s)));
        return new Health(age(), stopped, forks.get(), clock);
    }

    /** Entries of the log from that revision on, in order, at most {@code limit}. */
    public List<SealedEntry> read(TenantId stream, long revision, int limit) {
        return ledger.from(stream, revision, limit);
    }

    /** Whether the stream goes no further on this node. */
    public boolean stopped(TenantId stream) {
        return known(stream).flatMap(f -> f.stop().or(f::held)).isPresent();
    }

    /** Applies what the log has of the stream by now. */
    void catchUp(TenantId stream) {
        fold(stream).catchUp();
    }

    /** Runs it after each move of any stream, on the thread that moved it: it must not take time. */
    public Listening onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends when it is closed. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void close() {
        poll.close();
        storing.close();
    }
}
