package dev.mandate.protocol.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An input stream that measures how long the sender has been silent. Only time blocked in a read counts; while the
 * receiver processes data, such as a large snapshot, the sender is not silent.
 */
final class SilenceMeter extends FilterInputStream {
    /** Start of the read that is blocked now; null if none is. */
    private volatile @Nullable Moment waiting;

    SilenceMeter(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        waiting = Moment.now();
        try {
            return super.read(into, from, most);
        } finally {
            waiting = null;
        }
    }

    /** Returns how long the current read has been blocked; zero if none is. */
    Duration silence() {
        Moment since = waiting;
        return since == null ? Duration.ZERO : since.age();
    }
}
