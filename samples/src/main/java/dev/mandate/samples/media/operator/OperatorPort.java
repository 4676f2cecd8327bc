package dev.mandate.samples.media.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mandate.client.upstream.Problem;
import dev.mandate.samples.media.MediaGatewaySettings;
import dev.mandate.samples.media.form.InvalidFormException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The studio's own HTTP port. It asks for no credential, so it must not be reachable from outside the studio. */
@Component
public final class OperatorPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorPort.class);
    private static final int LONGEST_BODY = 64 * 1024;

    private final OperatorCalls calls;
    private final JsonMapper json;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    OperatorPort(OperatorCalls calls, JsonMapper json, MediaGatewaySettings settings) throws IOException {
        this.calls = calls;
        this.json = json;
        MediaGatewaySettings.Listen listen = settings.listen();
        this.server = HttpServer.create(new InetSocketAddress(listen.host(), listen.operatorPort()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://" + bound.getHostString() + ":" + bound.getPort());
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readNBytes(LONGEST_BODY);
            OperatorCalls.Answer answer = answer(call.getRequestMethod(), call.getRequestURI(), body);
            byte[] bytes = json.writeValueAsBytes(answer.body());
            String type = answer.body() instanceof Problem ? "application/problem+json" : "application/json";
            call.getResponseHeaders().set("Content-Type", type);
            call.sendResponseHeaders(answer.status(), bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    private OperatorCalls.Answer answer(String method, URI uri, byte[] body) {
        try {
            return calls.answer(method + " " + uri.getPath(), body);
        } catch (InvalidFormException invalid) {
            return OperatorCalls.Answer.of(Problem.ofFields(invalid.errors()));
        } catch (JacksonException malformed) {
            return OperatorCalls.Answer.of(Problem.ofFields(new InvalidFormException("body", "must be JSON").errors()));
        } catch (IOException | RuntimeException unexpected) {
            LOG.error("the operator port failed", unexpected);
            return OperatorCalls.Answer.of(
                    Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "the operator port failed"));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
