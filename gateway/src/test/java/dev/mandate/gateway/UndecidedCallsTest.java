package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What calls of the control plane's paths may hold before their callers are known. */
class UndecidedCallsTest {
    private static final String TOKEN = "/oauth2/token";

    @Test
    void stalledBodiesStopNoOtherAddress() throws Exception {
        try (Attack attack = new Attack(
                "MANDATE_GATEWAY_THREADS", "1",
                "MANDATE_GATEWAY_CONTROL_CONNECTIONS", "4",
                "MANDATE_GATEWAY_UPSTREAM_QUEUE", "1",
                "MANDATE_GATEWAY_UNDECIDED_PER_ADDRESS", "8",
                "MANDATE_GATEWAY_UNDECIDED_BODY_TIME", "1h")) {
            for (int address = 2; address < 6; address++) {
                for (int i = 0; i < 8; i++) {
                    attack.send("127.0.0." + address, head(TOKEN, "Content-Length: 100") + "grant");
                }
            }
            TestBed.await(() -> attack.answer("127.0.0.2", post(TOKEN, "ok")).status() == 429);
            Raw.Answer refused = attack.answer("127.0.0.2", post(TOKEN, "ok"));
            assertThat(refused.body()).contains("\"code\":\"too_many_requests\"", "in progress");
            assertThat(refused.header("Retry-After")).hasValue("1");
            assertThat(attack.answer("127.0.0.1", post(TOKEN, "ok")).status()).isEqualTo(200);
            assertThat(attack.bodiesAtControl()).containsOnly("ok");
            attack.leave();
            TestBed.await(() -> attack.answer("127.0.0.2", post(TOKEN, "ok")).status() == 200);
        }
    }

    @Test
    void passesABodyOnThatCameInParts() throws Exception {
        try (Attack attack = new Attack()) {
            Socket socket = attack.send("127.0.0.1", head(TOKEN, "Expect: 100-continue", "Transfer-Encoding: chunked"));
            assertThat(Raw.readHead(socket.getInputStream()).status()).isEqualTo(100);
            write(socket, "5\r\nhello\r\n");
            write(socket, "1\r\n!\r\n0\r\n\r\n");
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(200);
            assertThat(attack.bodiesAtControl()).containsExactly("hello!");
        }
    }

    @Test
    void saysThatThereIsNoRoomForABody() throws Exception {
        try (Attack attack = new Attack(
                "MANDATE_GATEWAY_THREADS", "1",
                "MANDATE_GATEWAY_UNDECIDED_BODY_BYTES", "1000",
                "MANDATE_GATEWAY_UNDECIDED_HELD_BYTES", "1000")) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            attack.bed.control.answers(exchange -> {
                exchange.getRequestBody().readAllBytes();
                arrived.countDown();
                awaitUninterrupted(answer);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            Socket complete = attack.send("127.0.0.2", post(TOKEN, "a".repeat(600)));
            arrived.await();
            Socket refused =
                    attack.send("127.0.0.3", post(TOKEN, "b".repeat(600)).replace("Connection: close\r\n", ""));
            Raw.Answer busy = Raw.read(refused.getInputStream());
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.body()).contains("\"code\":\"gateway_busy\"");
            assertThat(busy.header("Retry-After")).hasValue("1");
            assertThat(busy.header("Connection")).hasValue("close");
            answer.countDown();
            assertThat(Raw.read(complete.getInputStream()).status()).isEqualTo(204);
            assertThat(attack.answer("127.0.0.3", post(TOKEN, "b".repeat(600))).status())
                    .isEqualTo(204);
        }
    }

    @Test
    void opensNoMoreConnectionsToControlThanSet() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_THREADS", "2", "MANDATE_GATEWAY_CONTROL_CONNECTIONS", "4")) {
            Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
            CountDownLatch answer = new CountDownLatch(1);
            attack.bed.control.answers(exchange -> {
                exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestURI().getPath().equals(TOKEN)) {
                    connections.add(exchange.getRemoteAddress());
                    awaitUninterrupted(answer);
                }
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            List<Socket> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                callers.add(attack.send("127.0.0.2", post(TOKEN, "ok")));
            }
            TestBed.await(() -> connections.size() >= 4);
            answer.countDown();
            for (Socket caller : callers) {
                assertThat(Raw.read(caller.getInputStream()).status()).isEqualTo(204);
            }
            assertThat(connections).hasSize(4);
        }
    }

    @Test
    void readsNoMoreOfAnUnwantedBodyThanSet() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_LINGER", "1ms", "MANDATE_GATEWAY_LINGER_BYTES", "1")) {
            Socket caller = attack.send("127.0.0.1", head("/v1/files", "Content-Length: 100"));
            assertThat(Raw.read(caller.getInputStream()).status()).isEqualTo(401);
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    @Test
    void closesTheConnectionOfALateBody() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_UNDECIDED_BODY_TIME", "1ms")) {
            Socket late = attack.send("127.0.0.1", head(TOKEN, "Content-Length: 100") + "grant");
            Raw.Answer answer = Raw.read(late.getInputStream());
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"body_timeout\"", "did not arrive in time");
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(late.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closesConnectionsOverTheLimitOfAnAddress() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_CONNECTIONS", "2", "MANDATE_GATEWAY_THREADS", "1")) {
            Socket first = attack.send("127.0.0.2", "");
            attack.send("127.0.0.2", "");
            Socket third = attack.send("127.0.0.2", "");
            assertThat(third.getInputStream().read()).isEqualTo(-1);
            assertThat(attack.answer("127.0.0.3", post(TOKEN, "ok")).status()).isEqualTo(200);
            first.close();
            TestBed.await(() -> attack.isServed("127.0.0.2"));
        }
    }

    /** Strangers at several addresses hold every place, and a vendor's connection stays. */
    @Test
    void closesSilentConnectionsForNewOnes() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_CONNECTIONS_IN_ALL", "20", "MANDATE_GATEWAY_THREADS", "1")) {
            attack.bed.upstream.answers(200, "hello");
            String call =
                    "GET /v1/tasks/7 HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + attack.bed.token() + "\r\n\r\n";
            Socket vendor = attack.send("127.0.0.1", call);
            assertThat(Raw.read(vendor.getInputStream()).status()).isEqualTo(200);
            for (int i = 0; i < 60; i++) {
                attack.send("127.0.0." + (2 + i % 5), "");
            }
            assertThat(attack.answer("127.0.0.9", post(TOKEN, "ok")).status()).isEqualTo(200);
            write(vendor, call);
            assertThat(Raw.read(vendor.getInputStream()).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesBodiesThatAreTooLong() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_UNDECIDED_BODY_BYTES", "10")) {
            Raw.Answer declared = attack.answer("127.0.0.1", head(TOKEN, "Content-Length: 11"));
            assertThat(declared.status()).isEqualTo(413);
            assertThat(declared.body()).contains("at most 10 bytes");
            String chunks = "6\r\nhello!\r\n5\r\nhello\r\n0\r\n\r\n";
            assertThat(attack.answer("127.0.0.1", head(TOKEN, "Transfer-Encoding: chunked") + chunks)
                            .status())
                    .isEqualTo(413);
            assertThat(attack.bodiesAtControl()).isEmpty();
        }
    }

    @Test
    void saysWhoDidNotAnswer() throws Exception {
        try (Attack attack = new Attack("MANDATE_GATEWAY_UPSTREAM_RESPONSE", "PT0.2S")) {
            attack.bed.control.answers(exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.close();
            });
            Raw.Answer away = attack.answer("127.0.0.1", post(TOKEN, "ok"));
            assertThat(away.status()).isEqualTo(502);
            assertThat(away.body())
                    .contains("without a decision, but the control plane")
                    .doesNotContain("allowed");
            attack.bed.control.answers(exchange -> exchange.getRequestBody().readAllBytes());
            Raw.Answer late = attack.answer("127.0.0.1", post(TOKEN, "ok"));
            assertThat(late.status()).isEqualTo(504);
            assertThat(late.body())
                    .contains("without a decision, but the control plane")
                    .doesNotContain("allowed");
        }
    }

    private static String head(String path, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String post(String path, String body) {
        return head(path, "Content-Length: " + body.length(), "Connection: close") + body;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A gateway before a control plane that answers everything, and sockets of several loopback addresses. */
    private static final class Attack implements AutoCloseable {
        private final TestBed bed;
        private final List<Socket> open = new ArrayList<>();

        Attack(String... settings) throws IOException {
            bed = new TestBed(200, settings);
            bed.control.answers(200, "{}");
        }

        Socket send(String address, String text) throws IOException {
            Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port(), InetAddress.ofLiteral(address), 0);
            socket.setSoTimeout(10_000);
            open.add(socket);
            write(socket, text);
            return socket;
        }

        /** Whether a connection of the address is answered, not closed. */
        boolean isServed(String address) {
            try (Socket socket = send(address, post(TOKEN, "ok"))) {
                return Raw.read(socket.getInputStream()).status() == 200;
            } catch (IOException closed) {
                return false;
            }
        }

        Raw.Answer answer(String address, String text) {
            try (Socket socket = send(address, text)) {
                return Raw.read(socket.getInputStream());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        List<String> bodiesAtControl() {
            return bed.control.seen().stream()
                    .filter(seen -> seen.uri().getPath().equals(TOKEN))
                    .map(Upstream.Seen::body)
                    .toList();
        }

        /** Closes all its connections. */
        void leave() throws IOException {
            for (Socket socket : open) {
                socket.close();
            }
        }

        @Override
        public void close() throws IOException {
            leave();
            bed.close();
        }
    }
}
