package dev.mandate.protocol.frame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Splits a stream of bytes into lines. */
public final class LineReader {
    private final InputStream in;
    private final byte[] buffer = new byte[16_384];
    private int at;
    private int end;

    public LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next line; empty at the end of the stream, even in the middle of a line. */
    public Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (at < end || fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (at < end) {
                at++;
                return Optional.of(Line.read(line.toByteArray()));
            }
            if (line.size() > Line.LONGEST) {
                throw new IOException("a line of the feed does not end");
            }
        }
        return Optional.empty();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
