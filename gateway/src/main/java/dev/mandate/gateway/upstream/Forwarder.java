package dev.mandate.gateway.upstream;

import dev.mandate.engine.Decision;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.setting.ForwardingLimits;
import dev.mandate.protocol.gateway.GatewayHeaders;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes calls on and their answers back, for one event loop, streaming both ways with back-pressure. */
public final class Forwarder {
    private final Vertx vertx;
    private final HttpClient toUpstreams;
    private final HttpClient toControl;
    private final ForwardingLimits limits;
    private final Surroundings around;

    /**
     * What forwarding needs of the rest.
     *
     * @param publicUrl ours, which upstreams are told instead of what the caller's {@code Host} says
     * @param control where the control plane is, and the key that it knows this gateway by
     * @param hidden takes the record of each call that the upstream hid
     */
    public record Surroundings(URI publicUrl, Control control, Consumer<DecisionRecord> hidden, InstantSource clock) {}

    /**
     * The control plane as this gateway reaches it.
     *
     * @param key with it, what the gateway says of a caller counts there
     * @param connections of this event loop to it, at most
     */
    public record Control(Origin origin, String key, int connections) {
        /** Without the key. */
        @Override
        public String toString() {
            return "control plane at " + origin;
        }
    }

    public Forwarder(Vertx vertx, ForwardingLimits limits, Surroundings around) {
        this.vertx = vertx;
        this.limits = limits;
        this.around = around;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) limits.connect().toMillis())
                .setKeepAliveTimeout((int) Math.max(1, limits.keepAlive().toSeconds()))
                .setMaxHeaderSize(64 * 1024)
                .setDecompressionSupported(false);
        this.toUpstreams = vertx.createHttpClient(options, pool(limits.connections()));
        this.toControl = vertx.createHttpClient(options, pool(around.control().connections()));
    }

    private PoolOptions pool(int connections) {
        return new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(limits.queue());
    }

    /** An allowed call, to the API's upstream. */
    public Future<Void> toPartner(Call call, Request asked, Decision.Allow allowed, String identity) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        HeaderRules.toPartner(call.http().headers(), headers);
        headers.set("Mandate-Identity", identity);
        headers.set("Mandate-Action", allowed.action().key().toString());
        headers.set(Call.DECISION_HEADER, call.id());
        Origin upstream = Origin.of(allowed.api().upstream());
        Exchange.Way way = new Exchange.Way(Faults.UPSTREAM, head -> {
            HeaderRules.toCaller(head.headers(), call.http().response().headers(), false);
            recordHidden(call, head);
        });
        return exchange(toUpstreams, call, options(call, asked, upstream, headers), way)
                .compose(exchange -> exchange.run(vertx));
    }

    /** A call of the control plane's own paths, undecided, with its credential and its body, which was read before. */
    public Future<Void> toControl(Call call, Request asked, Buffer body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        HeaderRules.toControl(call.http().headers(), headers);
        // what it denies is explained by the id that the caller sees
        headers.set(Call.DECISION_HEADER, call.id());
        headers.set(GatewayHeaders.ADDRESS, call.http().remoteAddress().hostAddress());
        headers.set(GatewayHeaders.KEY, around.control().key());
        Exchange.Way way = new Exchange.Way(
                Faults.CONTROL,
                head -> HeaderRules.toCaller(
                        head.headers(), call.http().response().headers(), true));
        return exchange(toControl, call, options(call, asked, around.control().origin(), headers), way)
                .compose(exchange -> exchange.run(vertx, body));
    }

    private Future<Exchange> exchange(HttpClient client, Call call, RequestOptions options, Exchange.Way way) {
        return client.request(options)
                .recover(unreached -> Future.failedFuture(way.faults().unreached(unreached)))
                .map(out -> new Exchange(call, out, limits, way));
    }

    private RequestOptions options(Call call, Request asked, Origin to, MultiMap headers) {
        addForwarded(call.http(), headers);
        String query = asked.query().text();
        String target = asked.path().toString();
        return new RequestOptions()
                .setMethod(call.http().method())
                .setSsl(to.tls())
                .setHost(to.host())
                .setPort(to.port())
                .setURI(query.isEmpty() ? target : target + "?" + query)
                .setConnectTimeout(limits.connect().toMillis())
                .setHeaders(headers);
    }

    private void addForwarded(HttpServerRequest in, MultiMap headers) {
        headers.set("X-Forwarded-For", in.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", around.publicUrl().getScheme());
        headers.set("X-Forwarded-Host", around.publicUrl().getAuthority());
    }

    private void recordHidden(Call call, HttpClientResponse head) {
        String said = head.getHeader(HeaderRules.REASON);
        if (said != null && head.statusCode() == Reason.OUTSIDE_SPACES.status()) {
            HiddenReason.parse(said).ifPresent(hidden -> {
                call.setOutcome("hidden");
                around.hidden()
                        .accept(call.record(
                                around.clock().instant(),
                                7,
                                hidden.reason(),
                                hidden.space().orElse(null)));
            });
        }
    }

    public Future<Void> close() {
        return Future.all(toUpstreams.shutdown(0, TimeUnit.SECONDS), toControl.shutdown(0, TimeUnit.SECONDS))
                .mapEmpty();
    }
}
