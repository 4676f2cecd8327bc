package dev.mandate.gateway.operations;

import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.Following;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.identity.KeyRegistration;
import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.usage.BackChannel;
import dev.mandate.gateway.usage.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether calls may be sent here: warm, known to upstreams, within the staleness bound, and able to follow the platform's
 * log. A tenant's stream that is stopped is a warning, because every gateway would be red for one tenant's entry.
 */
public final class Readiness {
    private static final int MOST_NAMED = 20;
    /** How long a worker may fail without a success before it is named, as at the control plane. */
    private static final Duration WORKER_PATIENCE = Duration.ofMinutes(1);

    private final State state;
    private final KeyRegistration key;
    private final BackChannel records;
    private final GatewaySettings settings;
    private volatile boolean warm;
    private volatile boolean closing;

    public Readiness(State state, KeyRegistration key, BackChannel records, GatewaySettings settings) {
        this.state = state;
        this.key = key;
        this.records = records;
        this.settings = settings;
    }

    /** The code is warmed up. */
    public void warm() {
        warm = true;
    }

    /** Takes no more calls. */
    public void closing() {
        closing = true;
    }

    /** Why not; empty if they may. */
    public Optional<String> obstacle() {
        if (closing) {
            return Optional.of("closing");
        }
        if (!warm) {
            return Optional.of("warming up");
        }
        Following following = state.following();
        if (following.refused()) {
            return Optional.of(
                    "the control plane refuses the gateway's key (`MANDATE_GATEWAY_KEY`), so no change arrives any"
                            + " more: the gateway was removed, or the key is wrong");
        }
        Optional<String> misnamed = following.issuer().flatMap(this::misnamed);
        if (misnamed.isPresent()) {
            return misnamed;
        }
        if (!key.done()) {
            return Optional.of("the identity key is not registered with the control plane yet: " + key.obstacle());
        }
        Duration bound = settings.deciding().staleness();
        if (state.age(TenantId.PLATFORM).compareTo(bound) > 0) {
            return Optional.of("what is known of the log is older than " + bound);
        }
        return Optional.ofNullable(following.stopped().get(TenantId.PLATFORM))
                .map(reason -> "the platform's stream is stopped " + reason);
    }

    /** Tokens are issued by, and for, one URL: a gateway that calls itself something else refuses all of them. */
    private Optional<String> misnamed(String issuer) {
        if (!settings.publicUrl().toString().equals(issuer)) {
            return Optional.of(
                    "`MANDATE_GATEWAY_PUBLIC_URL` is `" + settings.publicUrl() + "`, but tokens are issued for `"
                            + issuer + "` (`MANDATE_TOKEN_ISSUER`): every token is refused here");
        }
        return settings.issuer().equals(issuer)
                ? Optional.empty()
                : Optional.of("`MANDATE_GATEWAY_ISSUER` is `" + settings.issuer() + "`, but tokens are issued by `"
                        + issuer + "` (`MANDATE_TOKEN_ISSUER`): every token is refused here");
    }

    private List<String> warnings(Delivery delivery) {
        Stream<String> workers = state.workers().stream().flatMap(worker -> worker.warning(WORKER_PATIENCE).stream());
        Stream<String> stopped = stopped().entrySet().stream()
                .map(stop -> "stream `" + stop.getKey() + "` is stopped " + stop.getValue());
        return Stream.of(delivery.warnings().stream(), workers, stopped)
                .flatMap(warnings -> warnings)
                .toList();
    }

    /** Returns the first stopped streams by name, each with the reason. */
    private SortedMap<String, String> stopped() {
        SortedMap<String, String> stopped = new TreeMap<>();
        state.following().stopped().forEach((stream, reason) -> stopped.put(stream.value(), reason));
        while (stopped.size() > MOST_NAMED) {
            stopped.remove(stopped.lastKey());
        }
        return stopped;
    }

    /** What an operator looks at next. */
    public Map<String, Object> details() {
        Following following = state.following();
        Delivery delivery = records.delivery();
        return Map.of(
                "records",
                        Map.of(
                                "waiting", delivery.waiting(),
                                "failingMillis", delivery.failing().toMillis(),
                                "full", delivery.full(),
                                "refused", delivery.refused(),
                                "sampled", delivery.sampled()),
                "warnings", warnings(delivery),
                "ageMillis", state.age(TenantId.PLATFORM).toMillis(),
                "tenants", following.tenants(),
                "forks", following.forks(),
                "stopped", stopped());
    }
}
