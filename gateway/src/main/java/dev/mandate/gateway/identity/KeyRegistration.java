package dev.mandate.gateway.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.protocol.identity.KeyProof;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers the public half of the identity key with the control plane, again and again until it has it. When the key is not in
 * the platform's log any more, because it was retired, makes another and registers that.
 */
public final class KeyRegistration {
    private static final System.Logger LOG = System.getLogger(KeyRegistration.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 500;

    /** Between two new keys: where many gateways share one key of theirs, each may retire the identity key of another. */
    private static final Duration LEAST_LIFE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Context context;
    private final ControlLink control;
    private final Surroundings around;
    private volatile ECKey key;
    private volatile boolean done;
    private volatile String obstacle = "the control plane has not answered yet";
    // both on the context alone
    private boolean seen;
    private long notBefore = System.nanoTime();

    /**
     * What a key is kept and used by.
     *
     * @param gatewayKey what the gateway authenticates with
     * @param folder where the identity key is kept
     * @param platform the state of the platform's log
     * @param renewed receives each new key, which signs from then on
     */
    public record Surroundings(String gatewayKey, Path folder, Supplier<Snapshot> platform, Consumer<ECKey> renewed) {
        /** Without the key. */
        @Override
        public String toString() {
            return "identity key in " + folder;
        }
    }

    public KeyRegistration(Vertx vertx, ControlLink control, ECKey key, Surroundings around) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.control = control;
        this.key = key;
        this.around = around;
    }

    public void start() {
        context.runOnContext(started -> {
            attempt(FIRST_PAUSE_MILLIS);
            vertx.setPeriodic(LOOK_MILLIS, again -> look());
        });
    }

    private void attempt(long pauseMillis) {
        Future.succeededFuture(key)
                .map(this::form)
                .compose(form -> control.post("/internal/keys", form))
                .onSuccess(taken -> registered())
                .onFailure(refused -> {
                    obstacle = String.valueOf(refused.getMessage());
                    LOG.log(
                            System.Logger.Level.DEBUG,
                            "the identity key is not registered yet: {0}",
                            refused.getMessage());
                    if (refused instanceof ControlLink.RefusedException answer && answer.status() == 409 && isGone()) {
                        renew();
                    } else {
                        vertx.setTimer(pauseMillis, again -> attempt(Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)));
                    }
                });
    }

    private void registered() {
        seen = !isGone();
        done = true;
    }

    private byte[] form(ECKey key) {
        return JSON.writeValueAsBytes(Map.of(
                "kid",
                key.getKeyID(),
                "jwk",
                key.toPublicJWK().toJSONObject(),
                "proof",
                KeyProof.sign(key, around.gatewayKey())));
    }

    /** A key counts as missing only after it was seen once: this state lags behind the answer to a registration. */
    private void look() {
        if (done && seen && isGone()) {
            renew();
        } else if (done) {
            seen = !isGone();
        }
    }

    private boolean isGone() {
        Snapshot platform = around.platform().get();
        // at 0 it is not loaded, and nothing is known
        return platform.revision() > 0 && !platform.catalogue().keys().containsKey(key.getKeyID());
    }

    private void renew() {
        done = false;
        seen = false;
        obstacle = "key `" + key.getKeyID() + "` is not in force any more, and another is being made";
        LOG.log(System.Logger.Level.WARNING, "the identity {0}", obstacle);
        long wait = Duration.ofNanos(notBefore - System.nanoTime()).toMillis();
        vertx.setTimer(Math.max(1, wait), over -> make());
    }

    private void make() {
        notBefore = System.nanoTime() + LEAST_LIFE.toNanos();
        vertx.executeBlocking(() -> IdentityKey.renewed(around.folder()))
                .map(this::takeOver)
                .onSuccess(made -> attempt(FIRST_PAUSE_MILLIS))
                .onFailure(fault -> {
                    obstacle = "no other key could be made: " + fault.getMessage();
                    LOG.log(System.Logger.Level.WARNING, "no other identity key could be made", fault);
                    vertx.setTimer(LONGEST_PAUSE_MILLIS, again -> make());
                });
    }

    private ECKey takeOver(ECKey made) {
        key = made;
        around.renewed().accept(made);
        return made;
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
