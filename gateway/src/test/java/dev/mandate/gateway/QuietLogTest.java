package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Callers who break off, or send what cannot be read, write nothing into the log. */
class QuietLogTest {
    private static final int TIMES = 12;
    private static final String KNOWN = "a known line";

    /** Keeps what is logged at the usual level. */
    private static final class Kept extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                records.add(record);
            }
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }

        List<String> lines() {
            return records.stream()
                    .map(r -> r.getLoggerName() + ": " + r.getMessage() + " " + r.getThrown())
                    .toList();
        }
    }

    @Test
    void logsNothingOfCallersWhoBreakOff() throws Exception {
        Logger root = Logger.getLogger("");
        Kept kept = new Kept();
        try (TestBed bed = new TestBed(200, "MANDATE_GATEWAY_THREADS", "1")) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            root.addHandler(kept);
            System.getLogger(GatewayServer.class.getName()).log(System.Logger.Level.INFO, KNOWN);
            String token = "POST /oauth2/token HTTP/1.1\r\nHost: h\r\n";
            String partner = "POST /v1/files HTTP/1.1\r\nHost: h\r\n";
            String vendor = partner + "Authorization: Bearer " + bed.token() + "\r\n";
            List<String> incomplete = List.of(
                    token + "Content-Length: 100\r\n\r\nabc",
                    token + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
                    token + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n");
            List<String> others = List.of(
                    "GET / HT",
                    token + "Content-Length: 100\r\n",
                    token + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                    partner + "Content-Length: 100\r\n\r\nabc",
                    vendor + "Content-Length: 100\r\n\r\nabc",
                    vendor + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n",
                    "GET /oauth2/jwks HTTP/1.1\r\nHost: h\r\n\r\n",
                    vendor + "\r\n",
                    "GET /oauth2/jwks HTTP/1.1\r\nHost: h\r\n\r\n".repeat(500),
                    "GET /v1/files HTTP/1.1\r\nHost: h\r\n\r\n".repeat(500),
                    ("GET" + vendor.substring("POST".length()) + "\r\n").repeat(200),
                    (vendor + "Content-Length: 1\r\n\r\nx").repeat(200),
                    "GET /oauth2/jwks FTP/1.1\r\nHost: h\r\n\r\n".repeat(500));
            for (int i = 0; i < TIMES; i++) {
                for (String bytes : others) {
                    breakOff(bed.gateway.port(), bytes, i % 2 == 0);
                }
                for (String bytes : incomplete) {
                    breakOff(bed.gateway.port(), bytes, i % 2 == 0);
                }
            }
            // some of the others leave before their answer too
            bed.awaitFigure("code=\"caller_left\"} ", TIMES * incomplete.size());
        } finally {
            root.removeHandler(kept);
        }
        // without the known line, the gateway's lines would not reach this handler at all
        assertThat(kept.lines()).containsExactly(GatewayServer.class.getName() + ": " + KNOWN + " null");
    }

    private static void breakOff(int port, String bytes, boolean reset) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        }
    }
}
