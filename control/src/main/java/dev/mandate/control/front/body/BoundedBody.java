package dev.mandate.control.front.body;

import dev.mandate.control.limit.HeldBytes;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.protocol.problem.ProblemCode;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A request's body as it arrives, up to a number of bytes and a deadline. Nothing is allocated here, so a reader that grows its
 * buffer holds no more than what came. The bytes count among those in memory until they are released. Not thread-safe.
 *
 * <p>Reading throws {@link Refusal}: 413 {@code too_large} beyond the bound, or at once if more is declared; 408
 * {@code body_timeout} beyond the deadline, or after a silence on the connection; 429 {@code too_many_requests} or 503
 * {@code unavailable} if the caller's bodies, or all bodies, have as many bytes in memory as they may.
 */
public final class BoundedBody extends ServletInputStream {
    /** How much of what nobody reads is held at once. */
    private static final int CHUNK = 8_192;

    private final ServletInputStream arriving;
    private final long declared;
    private final BodyLimit limit;
    private final HeldBytes.Share share;
    private final Consumer<Duration> wait;
    private long came;
    private boolean ended;
    private boolean late;

    /**
     * @param caller whose bytes they are: an app, a gateway or an address
     * @param declared by {@code Content-Length}; -1 if it is not
     * @param wait called before each read with the read's timeout; a read that takes longer ends with a {@link SocketTimeoutException}
     */
    BoundedBody(ServletInputStream arriving, String caller, long declared, BodyLimit limit, Consumer<Duration> wait) {
        this.arriving = arriving;
        this.share = limit.held().of(caller);
        this.declared = declared;
        this.limit = limit;
        this.wait = wait;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (declared > limit.most()) {
            throw tooLarge();
        }
        int read = arrived(into, from, length, limit.deadline());
        if (came > limit.most()) {
            throw tooLarge();
        }
        hold(Math.max(0, read));
        return read;
    }

    private void hold(int bytes) {
        switch (share.add(bytes)) {
            case HELD -> {
                // they are counted until the request is answered
            }
            case FULL ->
                throw Refusal.of(
                        ProblemCode.UNAVAILABLE,
                        "the bodies of other requests take all the memory that bodies may take: try again in a second");
            case CALLER_FULL ->
                throw Refusal.of(
                        ProblemCode.TOO_MANY_REQUESTS,
                        "your requests in progress have too many bytes in their bodies: send the next one when one of them"
                                + " was answered");
        }
    }

    /** Ends the count of the bytes, as the request was answered. */
    void release() {
        share.close();
    }

    private int arrived(byte[] into, int from, int length, BodyDeadline until) throws IOException {
        Duration left = until.left();
        if (!left.isPositive()) {
            late = true;
            throw late();
        }
        wait.accept(left);
        try {
            int read = arriving.read(into, from, length);
            ended |= read < 0;
            came += Math.max(0, read);
            return read;
        } catch (IOException e) {
            // Tomcat wraps it
            late = e.getCause() instanceof SocketTimeoutException;
            if (late) {
                throw late();
            }
            ended = true;
            throw e;
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(ProblemCode.TOO_LARGE, "the body is larger than " + limit.most() + " bytes");
    }

    /** Returns the refusal of a body that did not arrive in time. */
    public static Refusal late() {
        return Refusal.of(ProblemCode.BODY_TIMEOUT, "the body did not arrive in time: send it at once");
    }

    /** Whether something of the body may still come. */
    boolean isUnread() {
        return !ended && came != declared && declared != 0;
    }

    /**
     * Reads on what the handler left, since a connection that is closed before may take the answer with it. Gives up after the
     * limit's time or bytes, and at once if the body was too late already.
     */
    void discardRest() {
        BodyDeadline until = limit.deadline().restarted(limit.linger());
        byte[] chunk = new byte[CHUNK];
        try {
            for (long left = limit.lingerBytes(); left > 0 && !late && isUnread(); ) {
                left -= Math.max(0, arrived(chunk, 0, CHUNK, until));
            }
        } catch (IOException | Refusal e) {
            // the connection is closed, as something is left
        }
        if (isUnread()) {
            // Tomcat tries one read more before it closes the connection
            wait.accept(Duration.ZERO);
        }
    }

    @Override
    public boolean isFinished() {
        return arriving.isFinished();
    }

    @Override
    public boolean isReady() {
        return arriving.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("this is a bug: bodies are read by who waits for them");
    }
}
