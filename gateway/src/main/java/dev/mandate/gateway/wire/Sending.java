package dev.mandate.gateway.wire;

import dev.mandate.protocol.problem.Incident;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CodecException;

/** Writes and closes without a future for each: what fails is told by the channel's own events, and our own faults are logged. */
@SuppressWarnings("FutureReturnValueIgnored")
public final class Sending {
    private Sending() {}

    /** Logs a failure that neither the network nor what the other side sent explains: a fault of our own. */
    public static void logOwn(String what, Throwable fault) {
        boolean own =
                fault instanceof Error || (fault instanceof RuntimeException && !(fault instanceof CodecException));
        if (own) {
            Incident.log(what, fault);
        }
    }

    /** Writes what the next flush sends. */
    public static void write(ChannelHandlerContext to, Object message) {
        to.write(message, to.voidPromise());
    }

    /** Writes and sends at once. */
    public static void send(ChannelHandlerContext to, Object message) {
        to.writeAndFlush(message, to.voidPromise());
    }

    /** Closes at once; what was written and not sent is dropped. */
    public static void close(ChannelHandlerContext ctx) {
        ctx.close();
    }

    /** Closes at once, through all handlers. */
    public static void close(Channel channel) {
        channel.close();
    }

    /** Closes once everything written was sent. */
    public static void closeAfterwards(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
