package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceMeterTest {
    @Test
    void silenceIsAWaitForBytes() throws IOException {
        Duration[] seen = new Duration[1];
        SilenceMeter[] heard = new SilenceMeter[1];
        heard[0] = new SilenceMeter(new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int most) {
                while (heard[0].silence().isZero()) {
                    Thread.onSpinWait();
                }
                seen[0] = heard[0].silence();
                return 1;
            }
        });
        assertThat(heard[0].read(new byte[8], 0, 8)).isEqualTo(1);
        assertThat(seen[0]).isPositive();
    }

    @Test
    void whoDoesNotReadHearsNoSilence() throws IOException {
        SilenceMeter heard = new SilenceMeter(InputStream.nullInputStream());
        assertThat(heard.silence()).isZero();
        assertThat(heard.read(new byte[8], 0, 8)).isEqualTo(-1);
        assertThat(heard.silence()).isZero();
    }
}
