package dev.mandate.bench.chaos;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One kind of flood, which a thread of it plays round by round. */
enum Attack {
    /** Denials whose records would be as long as a head may be. */
    RECORDS(4) {
        @Override
        void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException {
            String request = request("X".repeat(8_000), "/" + "a".repeat(8_189), CLOSE, "");
            tally.count(request, stranger.send(target.gateway(), request, PATIENCE));
        }
    },
    /** Requests for tokens that declare a body and send none of it. */
    TOKENS(2) {
        @Override
        void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException {
            String length = "Content-Length: " + (random.nextBoolean() ? 2_097_152 : 16_384) + "\r\n";
            String form = "Content-Type: application/x-www-form-urlencoded\r\n";
            stall(stranger, target.either(random), request("POST", "/oauth2/token", form + length, ""), tally);
        }
    },
    /** Calls of the user services whose body never ends, with the token of an app of another tenant and without one. */
    BODIES(2) {
        @Override
        void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException {
            String length = "Content-Length: " + (random.nextBoolean() ? 16_777_216 : 65_536) + "\r\n";
            String token = random.nextBoolean() ? "" : "Authorization: Bearer " + target.token() + "\r\n";
            String path = "/user-services/users/nobody/saleschannel-binding/nothing";
            String json = "Content-Type: application/json\r\n";
            stall(
                    stranger,
                    target.either(random),
                    request("POST", path, json + length + token, "{\"a\": \"" + "b".repeat(1_024)),
                    tally);
        }
    },
    /** Forms with parts, malformed ones too, on every path that is served. */
    FORMS(2) {
        @Override
        void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException {
            String part =
                    "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n" + "b".repeat(2_000);
            String body = random.nextBoolean() ? part + "\r\n--x--\r\n" : part;
            String type = "Content-Type: multipart/form-data" + (random.nextInt(4) == 0 ? "" : "; boundary=x") + "\r\n";
            String length = "Content-Length: " + body.length() + "\r\n";
            String method = random.nextBoolean() ? "POST" : "GET";
            String request = request(method, any(PATHS, random), CLOSE + type + length, body);
            tally.count(request, stranger.send(target.either(random), request, PATIENCE));
        }
    },
    /** First lines and heads that are malformed or too long. */
    HEADS(2) {
        @Override
        void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException {
            String request = request("GET", any(PATHS, random) + any(QUERIES, random), CLOSE + any(FIELDS, random), "");
            String sent = random.nextInt(8) == 0 ? any(MALFORMED, random) : request;
            tally.count(sent, stranger.send(target.either(random), sent, PATIENCE));
        }
    },
    /** Bodies that break off. */
    ABORTED(2) {
        @Override
        void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException {
            String json = "Content-Type: application/json\r\nContent-Length: 1000\r\n";
            String request = request("POST", any(PATHS, random), json, "{\"a\"");
            stranger.open(target.either(random), request).close();
            tally.count(request, Stranger.Answer.NONE);
        }
    };

    private static final String CLOSE = "Connection: close\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** As long as a silent body is waited for, and some more. */
    private static final Duration STALL = Duration.ofSeconds(12);

    private static final int CONNECTIONS = 55;

    private static final List<String> PATHS = List.of(
            "/oauth2/token",
            "/oauth2/jwks",
            "/.well-known/oauth-authorization-server",
            "/user-services/users/me/saleschannel-binding",
            "/user-services/users/nobody/saleschannel-binding/nothing",
            "/api/v1/users",
            "/api/v1/apis",
            "/api/v1/roles/caller/permissions",
            "/internal/decisions",
            "/partner/items");
    private static final List<String> QUERIES =
            List.of("?role=%FF", "?role=\u00ff", "?a=|", "?a={", "?a=\"", "?a=%", "?a=1&a=2", "");
    private static final List<String> FIELDS = List.of(
            "",
            "X-Long: " + "a".repeat(9_000) + "\r\n",
            "X-Long: " + "a".repeat(40_000) + "\r\n",
            "Content-Length: many\r\n",
            "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
            "Authorization: Bearer " + "a".repeat(4_000) + "\r\n",
            "Accept: not/a/type\r\n");
    private static final List<String> MALFORMED = List.of(
            "TRACE / HTTP/1.1\r\nHost: flood\r\nConnection: close\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: flood\r\n\r\n",
            "GET\r\n\r\n",
            "\u0000\u0001 \u0002\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: flood\r\n: no name\r\n\r\n");

    private final int threads;

    Attack(int threads) {
        this.threads = threads;
    }

    /**
     * What is flooded.
     *
     * @param token of an app that has no right to what it asks for
     */
    record Target(URI control, URI gateway, String token) {
        URI either(Random random) {
            return random.nextBoolean() ? control : gateway;
        }
    }

    /** How many threads play it at once. */
    int threads() {
        return threads;
    }

    /** Plays it once and counts what came back. */
    abstract void round(Stranger stranger, Target target, Random random, Tally tally) throws IOException;

    private static void stall(Stranger stranger, URI to, String request, Tally tally) throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(stranger.open(to, request));
            }
            long end = System.nanoTime() + STALL.toNanos();
            for (Socket socket : open) {
                long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                tally.count(request, Stranger.read(socket, Duration.ofMillis(left)));
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static String request(String method, String target, String fields, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: flood\r\n" + fields + "\r\n" + body;
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
