package dev.mandate.gateway.upstream;

import dev.mandate.engine.Decision;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.Deadlines;
import dev.mandate.gateway.http.RequestBody.Framing;
import dev.mandate.gateway.setting.ForwardingLimits;
import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.FieldKind;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.gateway.wire.RequestHead;
import dev.mandate.protocol.gateway.GatewayHeaders;
import dev.mandate.protocol.record.DecisionRecord;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Passes calls on and their answers back, for one event loop, streaming both ways with back-pressure. */
public final class Forwarder {
    private static final Exchange.Way TO_CONTROL = new Exchange.Way(Faults.CONTROL, true, head -> {});

    private final Network network;
    private final ForwardingLimits limits;
    private final Surroundings around;
    private final Exchange.Surroundings exchanges;
    private final UpstreamConnection.Shared reading = new UpstreamConnection.Shared();
    private final HeadBytes bytes;
    private final Map<String, Destination> upstreams = new HashMap<>();
    private final Destination control;
    private final String forwarded;

    /**
     * How this event loop reaches others.
     *
     * @param bootstrap makes connections on the event loop
     * @param tls for upstreams with {@code https}
     * @param bytes for the head that is being written
     */
    public record Network(EventLoop loop, Bootstrap bootstrap, SslContext tls, Deadlines deadlines, HeadBytes bytes) {}

    /**
     * What forwarding needs of the rest.
     *
     * @param publicUrl ours, which upstreams are told instead of what the caller's {@code Host} says
     * @param control where the control plane is, and the key that it knows this gateway by
     * @param hidden takes the record of each call that the upstream hid
     * @param refuse answers a call that could not be passed on
     */
    public record Surroundings(
            URI publicUrl,
            Control control,
            Consumer<DecisionRecord> hidden,
            BiConsumer<Call, Throwable> refuse,
            InstantSource clock) {}

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

    /** An upstream with the connections to it. */
    private record Destination(String host, UpstreamPool pool) {}

    public Forwarder(Network network, ForwardingLimits limits, Surroundings around) {
        this.network = network;
        this.limits = limits;
        this.around = around;
        this.bytes = network.bytes();
        this.exchanges = new Exchange.Surroundings(
                network.loop(), ByteBufAllocator.DEFAULT, limits, network.deadlines(), around.refuse());
        this.control = destination(around.control().origin(), around.control().connections());
        this.forwarded = "X-Forwarded-Proto: " + around.publicUrl().getScheme() + "\r\nX-Forwarded-Host: "
                + around.publicUrl().getAuthority() + "\r\n";
    }

    private Destination destination(Origin origin, int connections) {
        UpstreamPool pool = new UpstreamPool(
                network.bootstrap(),
                origin,
                origin.tls() ? network.tls() : null,
                new UpstreamPool.Bounds(connections, limits.queue(), limits.connect(), limits.keepAlive()),
                reading,
                network.deadlines());
        network.deadlines().add(pool);
        return new Destination(origin.authority(), pool);
    }

    private Destination upstream(String url) {
        Destination known = upstreams.get(url);
        if (known == null) {
            known = destination(Origin.of(url), limits.connections());
            upstreams.put(url, known);
        }
        return known;
    }

    /** An allowed call, to the API's upstream. */
    public void toPartner(Call call, Request asked, Decision.Allow allowed, String identity) {
        Destination to = upstream(allowed.api().upstream());
        write(call, asked, to, RequestHead.To.PARTNER);
        bytes.field("Mandate-Identity", identity);
        ActionKey action = allowed.action().key();
        bytes.add("Mandate-Action: ")
                .add(action.method())
                .add(' ')
                .add(action.template())
                .line();
        Framing framing = call.body().framing();
        if (framing == Framing.LENGTH) {
            bytes.add("Content-Length: ").number(call.body().length()).line();
        } else if (framing == Framing.STREAM) {
            bytes.field("Transfer-Encoding", "chunked");
        }
        Exchange.Way way = new Exchange.Way(Faults.UPSTREAM, false, head -> recordHidden(call, head));
        new Exchange(call, to.pool(), head(), framing == Framing.STREAM, way, exchanges).run();
    }

    /** A call of the control plane's own paths, undecided, with its credential and its body, which was read before. */
    public void toControl(Call call, Request asked, ByteBuf body) {
        write(call, asked, control, RequestHead.To.CONTROL);
        bytes.field(GatewayHeaders.ADDRESS, call.address());
        bytes.field(GatewayHeaders.KEY, around.control().key());
        if (call.body().framing() != Framing.NONE) {
            bytes.add("Content-Length: ").number(body.readableBytes()).line();
        }
        new Exchange(call, control.pool(), head(), false, TO_CONTROL, exchanges).run(body);
    }

    private void write(Call call, Request asked, Destination to, RequestHead.To kind) {
        String query = asked.query().text();
        String path = asked.path().toString();
        RequestHead.write(
                call.head().method().asciiName(),
                query.isEmpty() ? path : path + "?" + query,
                to.host(),
                call.head().headers(),
                kind,
                bytes);
        bytes.field(Call.DECISION_HEADER, call.id());
        bytes.field("X-Forwarded-For", call.address()).add(forwarded);
    }

    private ByteBuf head() {
        return bytes.line().buffer(exchanges.allocator(), 0);
    }

    private void recordHidden(Call call, AnswerHead head) {
        if (head.status() != Reason.OUTSIDE_SPACES.status()) {
            return;
        }
        String said = head.first(FieldKind.REASON);
        if (said != null) {
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

    /** Closes what no call uses; the rest closes with its calls. */
    public void close() {
        control.pool().close();
        upstreams.values().forEach(known -> known.pool().close());
    }
}
