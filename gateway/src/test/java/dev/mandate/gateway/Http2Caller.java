package dev.mandate.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A vendor's connection over HTTP/2 with prior knowledge, which checks nothing of what it sends. */
final class Http2Caller implements AutoCloseable {
    /**
     * What came back on a stream.
     *
     * @param heads of interim answers, the answer and its trailer
     * @param whole whether the stream ended, and was not reset
     */
    record Answer(List<Http2Headers> heads, String body, boolean whole) {
        Http2Headers head() {
            return heads.getLast();
        }

        int status() {
            return heads.isEmpty() ? 0 : Integer.parseInt(head().status().toString());
        }
    }

    /** One request on its stream. */
    record Stream(Channel channel, CompletableFuture<Answer> answer) {
        Answer await() throws Exception {
            return answer.get(20, TimeUnit.SECONDS);
        }

        /** Resets the stream. */
        void reset() {
            var _ = channel.close();
        }

        Stream send(String part, boolean last) {
            ByteBuf bytes = Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1);
            var _ = channel.writeAndFlush(new DefaultHttp2DataFrame(bytes, last));
            return this;
        }
    }

    private final TestBed bed;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel connection;
    private final CountDownLatch goAway = new CountDownLatch(1);

    Http2Caller(TestBed bed) throws InterruptedException {
        this.bed = bed;
        connection = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient()
                                                .validateHeaders(false)
                                                .build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                                        new Ends());
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), bed.gateway.port())
                .sync()
                .channel();
    }

    /** Notes that the gateway takes no more streams. */
    private final class Ends extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2GoAwayFrame) {
                goAway.countDown();
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            var _ = ctx.close();
        }
    }

    /** Collects what comes back on a stream. */
    private static final class Collecting extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Answer> answer;
        private final List<Http2Headers> heads = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Collecting(CompletableFuture<Answer> answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            switch (message) {
                case Http2HeadersFrame head -> {
                    heads.add(head.headers());
                    endIf(head.isEndStream());
                }
                case Http2DataFrame data -> {
                    data.content().readBytes(body, data.content().readableBytes());
                    endIf(data.isEndStream());
                }
                default -> {
                    // told by the end of the channel
                }
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame) {
                complete(false);
            }
        }

        private void endIf(boolean last) {
            if (last) {
                complete(true);
            }
        }

        private void complete(boolean whole) {
            answer.complete(new Answer(List.copyOf(heads), body.toString(StandardCharsets.ISO_8859_1), whole));
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            complete(false);
        }
    }

    /** Returns the head of an authorized request. */
    Http2Headers head(String method, String path) {
        return new DefaultHttp2Headers(false)
                .method(method)
                .scheme("http")
                .authority("h")
                .path(path)
                .add("authorization", "Bearer " + bed.token());
    }

    /** Begins a request. */
    Stream begin(Http2Headers head, boolean last) throws InterruptedException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(connection)
                .handler(new Collecting(answer))
                .open()
                .sync()
                .getNow();
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(head, last)).addListener(sent -> {
            if (!sent.isSuccess()) {
                answer.complete(new Answer(List.of(), "", false));
            }
        });
        return new Stream(stream, answer);
    }

    Stream get(String path) throws InterruptedException {
        return begin(head("GET", path), true);
    }

    Stream post(String body) throws InterruptedException {
        return begin(head("POST", "/v1/files"), false).send(body, true);
    }

    /** Waits until the gateway says that it takes no more streams. */
    void awaitGoAway() throws InterruptedException {
        goAway.await();
    }

    /** Waits until the gateway closes the connection. */
    void awaitEnd() throws InterruptedException {
        connection.closeFuture().sync();
    }

    @Override
    public void close() {
        connection.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
