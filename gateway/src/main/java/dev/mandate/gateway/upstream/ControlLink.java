package dev.mandate.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the gateway itself says to the control plane, with its own key. */
public final class ControlLink {
    private static final long PATIENCE_MILLIS = 5_000;

    /** By path, the setting of the control plane that bounds what is posted there. */
    private static final Map<String, String> BOUNDS = Map.of(
            "/internal/keys", "MANDATE_BODY_INTERNAL", "/internal/decisions", "MANDATE_DECISIONS_LARGEST_REPORT");

    private final HttpClient client;
    private final Origin control;
    private final String authorization;

    public ControlLink(Vertx vertx, Origin control, String gatewayKey) {
        this.client = vertx.createHttpClient();
        this.control = control;
        this.authorization = "Bearer " + gatewayKey;
    }

    /** The control plane answered, and not with a success. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String path) {
            super("the control plane answered " + status + " to " + path + remedy(status, path), null, false, false);
            this.status = status;
        }

        private static String remedy(int status, String path) {
            String setting = BOUNDS.get(path);
            return status == 413 && setting != null ? ": raise `" + setting + "` at the control plane" : "";
        }

        public int status() {
            return status;
        }
    }

    /** Posts JSON; fails unless the answer is a success, by {@link RefusedException} if there is an answer. */
    public Future<Void> post(String path, byte[] json) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(control.tls())
                .setHost(control.host())
                .setPort(control.port())
                .setURI(path)
                .setTimeout(PATIENCE_MILLIS)
                .setIdleTimeout(PATIENCE_MILLIS)
                .putHeader("Authorization", authorization)
                .putHeader("Content-Type", "application/json");
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(json)))
                .compose(answer -> answer.body().map(answer.statusCode()))
                .compose(status -> status / 100 == 2
                        ? Future.succeededFuture()
                        : Future.failedFuture(new RefusedException(status, path)));
    }

    public Future<Void> close() {
        return client.shutdown(0, TimeUnit.SECONDS);
    }
}
