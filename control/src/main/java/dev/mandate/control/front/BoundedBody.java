package dev.mandate.control.front;

import dev.mandate.control.log.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A request's body as it arrives, up to a number of bytes and a deadline. Nothing is allocated here, so a reader that grows its
 * buffer holds no more than what came. Not thread-safe.
 *
 * <p>Reading throws {@link Refusal}: 413 {@code too_large} beyond the bound, or at once if more is declared; 408
 * {@code body_timeout} beyond the deadline, or after a silence on the connection.
 */
final class BoundedBody extends ServletInputStream {
    /** How long and how much of a body that nobody wants is read, so that its sender finds the answer. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final int LINGER_BYTES = 4 << 20;
    private static final int CHUNK = 8_192;

    private final ServletInputStream arriving;
    private final long declared;
    private final int most;
    private final Pace pace;
    private long came;
    private boolean ended;

    /** @param declared by {@code Content-Length}; -1 if it is not */
    BoundedBody(ServletInputStream arriving, long declared, int most, Pace pace) {
        this.arriving = arriving;
        this.declared = declared;
        this.most = most;
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (declared > most) {
            throw tooLarge();
        }
        int read = arrived(into, from, length, pace);
        if (came > most) {
            throw tooLarge();
        }
        return read;
    }

    private int arrived(byte[] into, int from, int length, Pace until) throws IOException {
        if (until.isOver()) {
            throw late();
        }
        try {
            int read = arriving.read(into, from, length);
            ended |= read < 0;
            came += Math.max(0, read);
            return read;
        } catch (IOException e) {
            ended = true;
            // Tomcat wraps it
            if (e.getCause() instanceof SocketTimeoutException) {
                throw late();
            }
            throw e;
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "too_large", "Content Too Large", "the body is larger than " + most + " bytes");
    }

    /** The refusal of a body that did not arrive in time. */
    static Refusal late() {
        return Refusal.of(408, "body_timeout", "Request Timeout", "the body did not arrive in time: send it at once");
    }

    boolean isUnread() {
        return !ended && came != declared && declared != 0;
    }

    /**
     * Reads on what the handler left, since a connection that is closed before may take the answer with it. Gives up after two
     * seconds, 4 MiB or a silence.
     */
    void discardRest() {
        Pace until = Pace.within(LINGER);
        byte[] chunk = new byte[CHUNK];
        try {
            for (long left = LINGER_BYTES; left > 0 && isUnread(); ) {
                left -= Math.max(0, arrived(chunk, 0, CHUNK, until));
            }
        } catch (IOException | Refusal e) {
            // the container closes a connection on which something is left
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
