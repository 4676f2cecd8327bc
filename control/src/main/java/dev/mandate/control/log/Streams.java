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
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The folds of the streams on this node, kept up to date from the log: the platform's always, a tenant's from its first
 * use on, at most {@code mandate.log.tenants} at a time. Of every other stream it knows where it ends. Reads of what is
 * loaded take no lock. A node's own entries are folded once, before they are written; others' come from the log.
 */
public final class Streams implements AutoCloseable, Worker.Owner {
    private final Ledger ledger;
    private final StoredFolds stored;
    private final Storing storing;
    private final Heads heads = new Heads();
    private final Forks forks;
    private final StreamFold platform;
    private final Folds tenants;
    private final Waiters waiters = new Waiters(this::reached);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Poll poll;
    private volatile Moment complete = Moment.now();
    private volatile Duration clock = Duration.ZERO;

    private Streams(Database database, LogSettings settings, InstantSource time) {
        this.ledger = new Ledger(database.dataSource());
        this.stored = new StoredFolds(database.dataSource(), ledger);
        this.storing = new Storing(stored, settings);
        this.forks = new Forks(time);
        Around around = new Around();
        this.platform = new StreamFold(TenantId.PLATFORM, around);
        this.tenants = new Folds(around, settings.tenants());
        this.poll = new Poll(new News.Source(database, time), settings, this::take);
    }

    /**
     * Loads the platform's stream and begins to follow the log.
     *
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    public static Streams open(Database database, LogSettings settings) {
        return open(database, settings, InstantSource.system());
    }

    /** The same, with a clock of its own to compare with the database's. */
    static Streams open(Database database, LogSettings settings, InstantSource clock) {
        Streams streams = new Streams(database, settings, clock);
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
        public Optional<StoredFolds.Stored> stored(TenantId stream) {
            return stored.load(stream);
        }

        @Override
        public long platformAtLeast(long revision) {
            if (platform.folded().revision() < revision) {
                platform.catchUp();
            }
            return platform.folded().revision();
        }

        @Override
        public void moved(StreamFold fold) {
            heads.reached(Head.of(fold.folded()));
            storing.moved(fold);
            tell();
        }

        @Override
        public void forked(TenantId stream) {
            turned(stream);
        }
    }

    private void tell() {
        waiters.moved();
        listeners.forEach(Runnable::run);
    }

    /** Takes in what a read of the primary found; on the poll's thread. */
    private void take(News news) {
        compare(heads.take(news));
        // the platform first, as entries of tenants may need it
        platform.catchUp();
        tenants.news(news.heads().keySet());
        clock = news.clock();
        complete = news.begun();
        if (!news.heads().isEmpty()) {
            tell();
        }
    }

    /** A failover or a restore may have taken a tail away, of streams that are loaded and of those that are not. */
    private void compare(List<Head> doubtful) {
        for (Head lost : ledger.lacking(doubtful)) {
            boolean noticed = known(lost.stream()).filter(StreamFold::compare).isPresent();
            if (!noticed) {
                turned(lost.stream());
            }
        }
    }

    private void turned(TenantId stream) {
        heads.turned(stream, ledger.head(stream));
        forks.noticed(stream);
    }

    private Optional<StreamFold> known(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? Optional.of(platform) : tenants.find(stream);
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
            throw Refusal.of(ProblemCode.NOT_FOUND, "there is no tenant `" + stream + "`");
        }
        return stream.equals(TenantId.PLATFORM) ? platform.folded() : tenants.folded(stream);
    }

    /** The platform's, or one that its catalogue lists. */
    public boolean exists(TenantId stream) {
        return stream.equals(TenantId.PLATFORM)
                || platform.folded().snapshot().catalogue().tenants().contains(stream);
    }

    /** Where the stream ends, as of the last good read or of what this node wrote since; of any stream, loaded or not. */
    public Optional<Head> head(TenantId stream) {
        return heads.of(stream).or(() -> Optional.of(Head.genesis(stream))).filter(h -> exists(stream));
    }

    /** How far this node is with the two streams of a tenant's decisions ({@code Mandate-Revision}). */
    public Position position(TenantId tenant) {
        return view(tenant).position();
    }

    /** Waits until both streams are at least at the position ({@code Mandate-At-Least}); false if they are not in time. */
    public boolean awaits(TenantId tenant, Position position, Duration timeout) throws InterruptedException {
        try (Folds.Hold _ = hold(tenant)) {
            return new Wait(this, waiters).until(tenant, position, System.nanoTime() + timeout.toNanos());
        }
    }

    /** INVARIANT: loads nothing, as it is asked while a stream's lock is held; what is not loaded yet will begin there. */
    private boolean reached(TenantId tenant, Position position) {
        long own = known(tenant)
                .filter(StreamFold::loaded)
                .map(f -> f.folded().revision())
                .or(() -> head(tenant).map(Head::revision))
                .orElse(-1L);
        return own >= position.tenant() && platform.folded().revision() >= position.platform();
    }

    /** Since the last good read of the primary began. */
    public Duration age() {
        return complete.age();
    }

    /** Since the stream's fold was last known to be complete. */
    public Duration age(TenantId stream) {
        return stop(stream).map(s -> s.since().age()).orElseGet(this::age);
    }

    /** When the last good read of the primary began. */
    public Moment complete() {
        return complete;
    }

    /** Whether this node's clock is near enough to the database's to decide by it. */
    public boolean clockIsRight() {
        return Health.isRight(clock);
    }

    /** How this node is with the log, for readiness. */
    public Health health() {
        Map<TenantId, Stop> stopped = new HashMap<>(tenants.stopped());
        platform.stop().ifPresent(s -> stopped.put(TenantId.PLATFORM, s));
        return new Health(age(), stopped, forks.count(), forks.newest(), clock, tenants.size());
    }

    /** Entries of the log from that revision on, in order, at most {@code limit}. */
    public List<SealedEntry> read(TenantId stream, long revision, int limit) {
        return ledger.from(stream, revision, limit);
    }

    /** Whether the stream goes no further on this node. */
    public boolean stopped(TenantId stream) {
        return stop(stream).isPresent();
    }

    private Optional<Stop> stop(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? platform.stop() : tenants.stop(stream);
    }

    /** Keeps the stream's fold in memory, once it is there, until it is closed. */
    Folds.Hold hold(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? () -> {} : tenants.hold(stream);
    }

    /** Applies the entries of a batch that is in the log, of a stream that is held. */
    void wrote(TenantId stream, Batch batch) {
        known(stream).ifPresent(fold -> fold.wrote(batch));
    }

    /** The same, after the log was not where it should be: it may have taken another course. */
    void compare(TenantId stream) {
        known(stream).filter(f -> !f.compare()).ifPresent(StreamFold::catchUp);
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
    public List<Worker> workers() {
        return List.of(poll.worker(), storing.worker());
    }

    @Override
    public void close() {
        poll.close();
        storing.close();
    }
}
