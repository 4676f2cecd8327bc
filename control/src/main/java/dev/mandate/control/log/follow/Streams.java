package dev.mandate.control.log.follow;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.entry.Ledger;
import dev.mandate.control.log.entry.StoredFolds;
import dev.mandate.control.log.entry.StreamHead;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.Position;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.feed.Waiters;
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
 * The folded states of the streams on this node, kept up to date from the log: the platform's always, a tenant's from its
 * first use on, at most {@code mandate.log.tenants} at a time. Of every other stream it knows the last position. Reads of a
 * loaded state take no lock. A node's own entries are folded once, before they are written; others' are read from the log.
 */
public final class Streams implements AutoCloseable, Worker.Owner {
    private final Ledger ledger;
    private final StoredFolds stored;
    private final FoldSaver storing;
    private final KnownHeads heads = new KnownHeads();
    private final NoticedForks forks;
    private final StreamFold platform;
    private final FoldCache tenants;
    private final Waiters waiters = new Waiters(this::reached);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Poll poll;
    private volatile Moment complete = Moment.now();
    private volatile Duration clock = Duration.ZERO;

    private Streams(ControlDatabase database, LogSettings settings, InstantSource time) {
        this.ledger = new Ledger(database.dataSource());
        this.stored = new StoredFolds(database.dataSource(), ledger);
        this.storing = new FoldSaver(stored, settings);
        this.forks = new NoticedForks(time);
        NodeEnvironment environment = new NodeEnvironment();
        this.platform = new StreamFold(TenantId.PLATFORM, environment);
        this.tenants = new FoldCache(environment, settings.tenants());
        this.poll = new Poll(new PollResult.Source(database, time), settings, this::apply);
    }

    /**
     * Loads the platform's stream and begins to follow the log.
     *
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    public static Streams open(ControlDatabase database, LogSettings settings) {
        return open(database, settings, InstantSource.system());
    }

    /** Opens streams with this clock to compare with the database's. */
    public static Streams open(ControlDatabase database, LogSettings settings, InstantSource clock) {
        Streams streams = new Streams(database, settings, clock);
        streams.poll.start();
        return streams;
    }

    /** What a stream needs of the others. */
    private final class NodeEnvironment implements StreamFold.Environment {
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
            heads.advance(StreamHead.of(fold.folded()));
            storing.moved(fold);
            notifyListeners();
        }

        @Override
        public void forked(TenantId stream) {
            forkNoticed(stream);
        }
    }

    private void notifyListeners() {
        waiters.moved();
        listeners.forEach(Runnable::run);
    }

    /** Applies the result of a poll, on the poll's thread. */
    private void apply(PollResult found) {
        compare(heads.update(found));
        // the platform first, as entries of tenants may need it
        platform.catchUp();
        tenants.entriesArrived(found.heads().keySet());
        clock = found.clock();
        complete = found.begun();
        if (!found.heads().isEmpty()) {
            notifyListeners();
        }
    }

    /** Finds streams, loaded or not, of which a failover or a restore has lost a tail. */
    private void compare(List<StreamHead> doubtful) {
        for (StreamHead lost : ledger.missing(doubtful)) {
            boolean noticed = find(lost.stream()).filter(StreamFold::compare).isPresent();
            if (!noticed) {
                forkNoticed(lost.stream());
            }
        }
    }

    private void forkNoticed(TenantId stream) {
        heads.replace(stream, ledger.head(stream));
        forks.add(stream);
    }

    private Optional<StreamFold> find(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? Optional.of(platform) : tenants.find(stream);
    }

    /**
     * Returns the two snapshots of a decision.
     *
     * @throws Refusal 404 if there is no such stream
     */
    public View view(TenantId tenant) {
        // INVARIANT: the tenant first, as the platform is never behind what an applied entry needs
        FoldedState own = folded(tenant);
        return new View(platform(tenant, own), own.snapshot());
    }

    private Snapshot platform(TenantId tenant, FoldedState own) {
        return tenant.equals(TenantId.PLATFORM)
                ? own.snapshot()
                : platform.folded().snapshot();
    }

    /**
     * Returns what management reads of the stream.
     *
     * @throws Refusal 404 if there is no such stream
     */
    public Directory directory(TenantId stream) {
        return folded(stream).directory();
    }

    /**
     * Returns both folds at one position; loads them if necessary.
     *
     * @throws Refusal 404 if there is no such stream
     */
    public FoldedState folded(TenantId stream) {
        if (!exists(stream)) {
            throw Refusal.of(ProblemCode.NOT_FOUND, "there is no tenant `" + stream + "`");
        }
        return stream.equals(TenantId.PLATFORM) ? platform.folded() : tenants.folded(stream);
    }

    /** Returns whether the stream's state is in memory, so that reading it loads nothing. */
    public boolean isLoaded(TenantId stream) {
        return find(stream).filter(StreamFold::loaded).isPresent();
    }

    /** Returns whether the stream is the platform's or one that its catalogue lists. */
    public boolean exists(TenantId stream) {
        return stream.equals(TenantId.PLATFORM)
                || platform.folded().snapshot().catalogue().tenants().contains(stream);
    }

    /** Returns the last known position of the stream, loaded or not; empty if there is no such stream. */
    public Optional<StreamHead> head(TenantId stream) {
        return heads.of(stream)
                .or(() -> Optional.of(StreamHead.genesis(stream)))
                .filter(h -> exists(stream));
    }

    /** Returns this node's position in the two streams of a tenant's decisions ({@code Mandate-Revision}). */
    public Position position(TenantId tenant) {
        return view(tenant).position();
    }

    /** Waits until both streams have reached the position ({@code Mandate-At-Least}); returns false if they have not in time. */
    public boolean await(TenantId tenant, Position position, Duration timeout) throws InterruptedException {
        try (Hold _ = hold(tenant)) {
            return new PositionWait(this, waiters).until(tenant, position, System.nanoTime() + timeout.toNanos());
        }
    }

    /** INVARIANT: loads nothing, since the caller may hold a stream's lock; a load starts at the known head at least. */
    private boolean reached(TenantId tenant, Position position) {
        long own = find(tenant)
                .filter(StreamFold::loaded)
                .map(f -> f.folded().revision())
                .or(() -> head(tenant).map(StreamHead::revision))
                .orElse(-1L);
        return own >= position.tenant() && platform.folded().revision() >= position.platform();
    }

    /** Returns the time since the last good read of the primary began. */
    public Duration age() {
        return complete.age();
    }

    /** Returns the time since the stream's fold was last known to be complete. */
    public Duration age(TenantId stream) {
        return failure(stream).map(s -> s.since().age()).orElseGet(this::age);
    }

    /** Returns when the last good read of the primary began. */
    public Moment complete() {
        return complete;
    }

    /** Returns whether this node's clock is near enough to the database's to decide by it. */
    public boolean clockIsRight() {
        return StreamsHealth.isRight(clock);
    }

    /** Returns how well this node follows the log, for readiness. */
    public StreamsHealth health() {
        Map<TenantId, StreamFailure> stopped = new HashMap<>(tenants.failures());
        platform.failure().ifPresent(s -> stopped.put(TenantId.PLATFORM, s));
        return new StreamsHealth(age(), stopped, forks.count(), forks.newest(), clock, tenants.size());
    }

    /** Returns entries of the log from that revision on, in order, at most {@code limit}. */
    public List<SealedEntry> read(TenantId stream, long revision, int limit) {
        return ledger.from(stream, revision, limit);
    }

    /** Returns whether this node cannot follow the stream further. */
    public boolean stopped(TenantId stream) {
        return failure(stream).isPresent();
    }

    private Optional<StreamFailure> failure(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? platform.failure() : tenants.failure(stream);
    }

    /** Keeps the stream's fold in memory, once it is loaded, until the hold is closed. */
    public Hold hold(TenantId stream) {
        return stream.equals(TenantId.PLATFORM) ? () -> {} : tenants.hold(stream);
    }

    /** Applies entries that this node appended to a held stream. */
    public void appended(Appended appended) {
        find(appended.after().stream()).ifPresent(fold -> fold.appended(appended));
    }

    /** Reads new entries of the stream after an append lost; checks whether the log has taken another course. */
    public void compare(TenantId stream) {
        find(stream).filter(f -> !f.compare()).ifPresent(StreamFold::catchUp);
    }

    /** Runs the listener after each move of any stream, on the thread that moved it, so it must be fast. */
    public Listening onMove(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Keeps a fold in memory until it is closed. */
    @FunctionalInterface
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** A registration of a listener; closing it ends it. */
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
