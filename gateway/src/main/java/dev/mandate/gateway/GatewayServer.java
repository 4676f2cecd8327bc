package dev.mandate.gateway;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.gateway.decision.ReplicaState;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.identity.IdentityKey;
import dev.mandate.gateway.identity.KeyRegistration;
import dev.mandate.gateway.operations.OperationsHandler;
import dev.mandate.gateway.operations.Readiness;
import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.gateway.upstream.Origin;
import dev.mandate.gateway.usage.AccessLog;
import dev.mandate.gateway.usage.BackChannel;
import dev.mandate.gateway.usage.Meters;
import dev.mandate.protocol.feed.ReplicaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running gateway: the partners' port and the operators' port of one process. Thread-safe. */
public final class GatewayServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GatewayServer.class.getName());
    private static final long FLUSH_SECONDS = 2;

    private final GatewaySettings settings;
    private final State state;
    private final Vertx vertx;
    private final ExecutorService workers;
    private final ControlLink control;
    private final KeyRegistration registration;
    private final BackChannel records;
    private final Meters meters = new Meters();
    private final Readiness readiness;
    private final EventLoops loops;
    private final Plane plane;
    private volatile @Nullable PartnersPort partners;
    private volatile int managementPort;

    private GatewayServer(GatewaySettings settings, ECKey key, State state) {
        this.settings = settings;
        this.state = state;
        this.vertx = vertx();
        this.loops = EventLoops.start(settings.listening().threads());
        this.workers = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("gateway-worker-", 0).daemon().factory());
        Origin controlNode = Origin.of(settings.control().url().toString());
        this.control = new ControlLink(vertx, controlNode, settings.control().gatewayKey());
        this.records = new BackChannel(vertx, control, settings.control().reporting());
        Consumer<Call> count = meters::count;
        Consumer<Call> finished = settings.operations().accessLog() ? count.andThen(AccessLog::write) : count;
        this.plane = new Plane(
                settings,
                new Plane.Sources(state, key, workers, finished, records::take, InstantSource.system()),
                loops);
        this.registration = new KeyRegistration(
                vertx,
                control,
                key,
                new KeyRegistration.Surroundings(
                        settings.control().gatewayKey(), settings.data(), state::platform, plane::signWith));
        this.readiness = new Readiness(state, registration, records, settings);
    }

    /** For what is not on the path of a call: the operators' port, and the gateway's own requests to the control plane. */
    private static Vertx vertx() {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        Transport fast = Transport.nativeTransport();
        return Vertx.builder()
                .with(options)
                .withTransport(fast != null && fast.available() ? fast : Transport.NIO)
                .build();
    }

    /**
     * Starts a gateway and returns once it listens. It is ready some time later: see {@link #obstacle}.
     *
     * @throws PortTakenException if one of its ports cannot be listened on
     */
    public static GatewayServer start(GatewaySettings settings) {
        ECKey key = IdentityKey.in(settings.data());
        ReplicaSettings feed = ReplicaSettings.of(
                        settings.control().url(), settings.control().gatewayKey())
                .storingIn(settings.data().resolve("snapshots"));
        return start(settings, key, ReplicaState.open(feed, settings.deciding().tenants()));
    }

    static GatewayServer start(GatewaySettings settings, ECKey key, State state) {
        GatewayServer server = new GatewayServer(settings, key, state);
        try {
            server.listen();
            return server;
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private void listen() {
        meters.watch(state, plane.tokens(), records);
        state.onFork(plane.tokens()::dropAll);
        GatewaySettings.Listening listening = settings.listening();
        partners = PartnersPort.listen(loops, plane, listening.host(), listening.port(), listening.connections());
        GatewaySettings.Operations operators = settings.operations();
        HttpServer operations = bound(
                vertx.createHttpServer()
                        .requestHandler(new OperationsHandler(readiness, meters))
                        .listen(operators.port(), operators.host()),
                () -> new PortTakenException(operators.host(), operators.port(), "MANDATE_GATEWAY_MANAGEMENT_PORT"));
        managementPort = operations.actualPort();
        registration.start();
        records.start();
        warmUp();
    }

    private static <T> T bound(Future<T> listening, Supplier<PortTakenException> taken) {
        try {
            return listening.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException ? taken.get() : failed;
        }
    }

    /** A failed warm-up costs the first calls some time, and nothing else. */
    private void warmUp() {
        if (settings.operations().warmUp().isZero()) {
            readiness.warm();
            return;
        }
        var _ = WarmUp.run(settings, workers, loops).whenComplete((done, failed) -> readiness.warm());
    }

    /** The partners' port. */
    public int port() {
        return Objects.requireNonNull(partners).port();
    }

    /** The operators' port. */
    public int managementPort() {
        return managementPort;
    }

    /** Why no call should be sent here yet; empty when it is ready. */
    public Optional<String> obstacle() {
        return readiness.obstacle();
    }

    /** Accepts no more calls, waits for open ones as long as the settings say, and sends the remaining records. */
    @Override
    public void close() {
        readiness.closing();
        PartnersPort open = partners;
        if (open != null) {
            open.finish(settings.operations().close());
        }
        release();
    }

    private void release() {
        try {
            records.close().await(FLUSH_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException unreached) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the last decision records could not be sent to the control plane: " + unreached.getMessage());
        }
        control.close().await();
        state.close();
        vertx.close().await();
        loops.close();
        workers.shutdown();
    }
}
