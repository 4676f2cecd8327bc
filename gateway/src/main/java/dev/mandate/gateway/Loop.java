package dev.mandate.gateway;

import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.upstream.Forwarder;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One event loop: the partners' port, a path of its own, and its own connections to upstreams. */
final class Loop extends VerticleBase {
    private final Plane plane;
    private final GatewaySettings settings;
    private final Bound bound;
    private Supplier<Future<?>> ending = Future::succeededFuture;

    /** Is told the port that is listened on. */
    @FunctionalInterface
    interface Bound {
        void to(int port);
    }

    Loop(Plane plane, GatewaySettings settings, Bound bound) {
        this.plane = plane;
        this.settings = settings;
        this.bound = bound;
    }

    @Override
    public Future<?> start() {
        Forwarder forwarder = plane.forwarder();
        Gateway gateway = plane.gateway(forwarder);
        HttpServer server = vertx.createHttpServer(options(settings.listening()))
                .connectionHandler(plane.connections())
                .requestHandler(gateway)
                .invalidRequestHandler(gateway::handleUndecodable);
        ending = () -> server.shutdown(settings.operations().close().toMillis(), TimeUnit.MILLISECONDS)
                .eventually(forwarder::close);
        // a free port is one for all event loops: Vert.x shares a negative number as one port
        int port = settings.listening().port() == 0 ? -1 : settings.listening().port();
        return server.listen(port, settings.listening().host())
                .onSuccess(listening -> bound.to(listening.actualPort()));
    }

    private static HttpServerOptions options(GatewaySettings.Listening listening) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(listening.clearTextHttp2())
                .setHandle100ContinueAutomatically(false)
                .setMaxHeaderSize(listening.headerBytes())
                .setMaxInitialLineLength(listening.targetBytes())
                .setIdleTimeout((int) listening.idle().toSeconds())
                .setTcpNoDelay(true);
    }

    /** Takes no more calls and lets the open ones end. */
    @Override
    public Future<?> stop() {
        return ending.get();
    }
}
