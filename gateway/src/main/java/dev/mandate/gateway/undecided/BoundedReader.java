package dev.mandate.gateway.undecided;

import dev.mandate.gateway.http.RequestBody;
import io.netty.buffer.ByteBuf;

/** Fails once a body is longer than it may be, as the length of a chunked one is known only at its end. */
final class BoundedReader implements RequestBody.Reader {
    private final RequestBody.Reader to;
    private final long most;
    private long seen;
    private boolean over;

    BoundedReader(RequestBody.Reader to, long most) {
        this.to = to;
        this.most = most;
    }

    @Override
    public void part(ByteBuf part) {
        seen += part.readableBytes();
        if (over) {
            part.release();
        } else if (seen > most) {
            part.release();
            failed(RequestBody.exceeded(most));
        } else {
            to.part(part);
        }
    }

    @Override
    public void ended() {
        if (!over) {
            over = true;
            to.ended();
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!over) {
            over = true;
            to.failed(cause);
        }
    }
}
