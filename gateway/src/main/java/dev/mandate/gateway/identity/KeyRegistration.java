package dev.mandate.gateway.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.protocol.identity.KeyProof;
import io.vertx.core.Vertx;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells the control plane the public half of the identity key, again and again until it has it. */
public final class KeyRegistration {
    private static final System.Logger LOG = System.getLogger(KeyRegistration.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Vertx vertx;
    private final ControlLink control;
    private final byte[] form;
    private volatile boolean done;
    private volatile String obstacle = "the control plane has not answered yet";

    public KeyRegistration(Vertx vertx, ControlLink control, ECKey key, String gatewayKey) {
        this.vertx = vertx;
        this.control = control;
        this.form = new JsonMapper()
                .writeValueAsBytes(Map.of(
                        "kid",
                        key.getKeyID(),
                        "jwk",
                        key.toPublicJWK().toJSONObject(),
                        "proof",
                        KeyProof.sign(key, gatewayKey)));
    }

    public void start() {
        attempt(FIRST_PAUSE_MILLIS);
    }

    private void attempt(long pauseMillis) {
        control.post("/internal/keys", form).onSuccess(taken -> done = true).onFailure(refused -> {
            obstacle = String.valueOf(refused.getMessage());
            LOG.log(System.Logger.Level.DEBUG, "the identity key is not registered yet: {0}", refused.getMessage());
            vertx.setTimer(pauseMillis, again -> attempt(Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)));
        });
    }

    /** Why the control plane has not got it, as far as is known. */
    public String obstacle() {
        return obstacle;
    }

    /** Whether the control plane has it: before, no upstream would believe us. */
    public boolean done() {
        return done;
    }
}
