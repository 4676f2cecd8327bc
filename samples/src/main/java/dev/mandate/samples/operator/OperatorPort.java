package dev.mandate.samples.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mandate.client.upstream.Problem;
import dev.mandate.samples.form.InvalidFormException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP port for a service's operator, with {@code /livez} and {@code /readyz}. It requires no credential, so it
 * must not be reachable from outside.
 */
public final class OperatorPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorPort.class);
    private static final int LONGEST_BODY = 64 * 1024;
    private static final OperatorAnswer UP = new OperatorAnswer(200, Map.of("status", "up"));

    private final OperatorCalls calls;
    private final JdbcClient database;
    private final JsonMapper json;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Opens the port; port 0 takes a free one. */
    public OperatorPort(InetSocketAddress address, OperatorCalls calls, JdbcClient database, JsonMapper json)
            throws IOException {
        this.calls = calls;
        this.database = database;
        this.json = json;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the port's base URL. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://" + bound.getHostString() + ":" + bound.getPort());
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readNBytes(LONGEST_BODY);
            OperatorAnswer answer =
                    answer(call.getRequestMethod() + " " + call.getRequestURI().getPath(), body);
            byte[] bytes = json.writeValueAsBytes(answer.body());
            String type = answer.body() instanceof Problem ? "application/problem+json" : "application/json";
            call.getResponseHeaders().set("Content-Type", type);
            call.sendResponseHeaders(answer.status(), bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    private OperatorAnswer answer(String call, byte[] body) {
        try {
            return switch (call) {
                case "GET /livez" -> UP;
                case "GET /readyz" -> ready();
                default -> calls.answer(call, body);
            };
        } catch (InvalidFormException invalid) {
            return OperatorAnswer.of(Problem.ofFields(invalid.errors()));
        } catch (JacksonException malformed) {
            return OperatorAnswer.of(Problem.ofFields(new InvalidFormException("body", "must be JSON").errors()));
        } catch (IOException | RuntimeException unexpected) {
            LOG.error("the operator port failed", unexpected);
            return OperatorAnswer.of(
                    Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "the operator port failed"));
        }
    }

    private OperatorAnswer ready() {
        return isDatabaseThere()
                ? UP
                : OperatorAnswer.of(
                        Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not_ready", "the database does not answer"));
    }

    private boolean isDatabaseThere() {
        try {
            return database.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException away) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
