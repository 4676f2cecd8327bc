package dev.mandate.protocol.feed;

import java.io.IOException;

/**
 * Sees to it that the lines of a connection are taken once each, in their order, all of them, and none of another
 * connection's. For one thread.
 */
final class Sequence {
    private final String session;
    private boolean begun;
    private long first;
    private long next;

    Sequence(String session) {
        this.session = session;
    }

    /**
     * Whether this line is the next; false for one that came before.
     *
     * @throws IOException if one is missing, or the line is of another connection
     */
    boolean takes(Line line) throws IOException {
        if (!begun) {
            begin(line);
            return true;
        }
        if (line.n() == next) {
            next++;
            return true;
        }
        // INVARIANT: compared by difference, as the first number may be any
        if (line.n() - first >= 0 && line.n() - next < 0) {
            return false;
        }
        throw new IOException("line `" + line.n() + "` came where `" + next + "` was due");
    }

    private void begin(Line line) throws IOException {
        if (!line.frame().equals(new Frame.Hello(session))) {
            throw new IOException("the connection does not begin as this one");
        }
        begun = true;
        first = line.n();
        next = first + 1;
    }
}
