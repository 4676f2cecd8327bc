package dev.mandate.protocol.frame;

import java.io.IOException;

/**
 * Checks that the lines of a connection are taken once each, in order and without a gap, and that none belongs to
 * another connection. For one thread.
 */
public final class Sequence {
    private final String session;
    private boolean begun;
    private long first;
    private long next;

    public Sequence(String session) {
        this.session = session;
    }

    /**
     * Returns whether this line is the next one; false if it was taken before.
     *
     * @throws IOException if a line is missing, or this one belongs to another connection
     */
    public boolean takes(Line line) throws IOException {
        if (!begun) {
            begin(line);
            return true;
        }
        if (line.n() == next) {
            next++;
            return true;
        }
        // INVARIANT: compare differences, because the first number is arbitrary and the count may overflow
        if (line.n() - first >= 0 && line.n() - next < 0) {
            return false;
        }
        throw new IOException("line `" + line.n() + "` came where `" + next + "` was due");
    }

    private void begin(Line line) throws IOException {
        if (!line.frame().equals(new Frame.Hello(session))) {
            throw new IOException("the first line belongs to another connection");
        }
        begun = true;
        first = line.n();
        next = first + 1;
    }
}
