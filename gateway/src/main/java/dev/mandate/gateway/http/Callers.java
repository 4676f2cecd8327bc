package dev.mandate.gateway.http;

import dev.mandate.gateway.subject.LastCredential;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.gateway.wire.Sending;
import dev.mandate.protocol.record.DecisionIds;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The callers' connections of one event loop. Confined to it. */
public final class Callers {
    private static final int MOST_PART = 64 * 1024;
    private static final long MOST_STREAMS = 100;

    /**
     * What the decoder reads.
     *
     * @param lineBytes the longest first line
     * @param headerBytes the longest head without its first line
     * @param clearTextHttp2 whether HTTP/2 without TLS is spoken with callers who begin with its preface
     * @param connections of the event loop that may be open at once, each stream of HTTP/2 counted as one
     * @param close how long streams of HTTP/2 may take to end after the last call
     */
    public record Reading(int lineBytes, int headerBytes, boolean clearTextHttp2, int connections, Duration close) {}

    private final Reading reading;
    private final CallerConnection.Shared shared;
    /** Connections that speak HTTP/2, or have not said what they speak. */
    private final Set<Channel> others = new HashSet<>();

    public Callers(Reading reading, CallHandler handler, CallerLimits limits, Deadlines deadlines, HeadBytes bytes) {
        this.reading = reading;
        this.shared = new CallerConnection.Shared(
                handler, limits, deadlines, bytes, new DecisionIds(), new OpenConnections(reading.connections()));
    }

    /** Reads requests of a connection that was accepted, in whichever version the caller speaks. */
    public void accept(Channel channel) {
        if (reading.clearTextHttp2()) {
            others.add(channel);
            var _ = channel.closeFuture().addListener(closed -> others.remove(channel));
            channel.pipeline()
                    .addLast(new PrefaceDetector(
                            this::first,
                            this::second,
                            shared.deadlines(),
                            shared.limits().idle()));
        } else {
            first(channel.pipeline());
        }
    }

    private static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "0.0.0.0";
    }

    private void first(ChannelPipeline pipeline) {
        others.remove(pipeline.channel());
        StrictRequestDecoder decoder = new StrictRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(reading.lineBytes())
                .setMaxHeaderSize(reading.headerBytes())
                .setMaxChunkSize(MOST_PART)
                .setInitialBufferSize(1024));
        Call.Connection told = new Call.Connection(address(pipeline.channel()), false, new LastCredential());
        pipeline.addLast(decoder, new CallerConnection(shared, told, decoder));
    }

    private void second(ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        // a caller who sends no more has left, with all its streams
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MOST_STREAMS)
                        .maxHeaderListSize(reading.headerBytes()))
                .gracefulShutdownTimeoutMillis(reading.close().toMillis())
                .validateHeaders(true)
                .build();
        Call.Connection told = new Call.Connection(address(channel), true, new LastCredential());
        ChannelHandler streams = new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(
                                new RequestLineCheck(),
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new CallerConnection(shared, told, null));
            }
        };
        pipeline.addLast(
                codec,
                new Http2MultiplexHandler(streams),
                new IdleConnection(codec, shared.limits().idle()));
    }

    /** Takes no further calls; those in progress end first. */
    public void finish() {
        shared.open().copy().forEach(CallerConnection::finish);
        List.copyOf(others).forEach(Sending::close);
    }

    /** Whether no connection is open. */
    public boolean isEmpty() {
        return shared.open().isEmpty() && others.isEmpty();
    }

    /** Closes what is open. */
    public void closeNow() {
        shared.open().copy().forEach(CallerConnection::breakOff);
        List.copyOf(others).forEach(Sending::close);
    }
}
