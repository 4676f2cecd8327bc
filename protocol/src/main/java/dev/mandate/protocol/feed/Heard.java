package dev.mandate.protocol.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that come in, and how long there were none. Only a wait for them counts: whoever takes in what came, which may be a
 * large snapshot, does not hear meanwhile, but nobody was silent.
 */
final class Heard extends FilterInputStream {
    /** Since when it is waited for bytes; null while it is not. */
    private volatile @Nullable Moment waiting;

    Heard(InputStream in) {
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

    /** How long it is waited by now. */
    Duration silence() {
        Moment since = waiting;
        return since == null ? Duration.ZERO : since.age();
    }
}
