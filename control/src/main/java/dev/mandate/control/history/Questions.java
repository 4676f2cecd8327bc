package dev.mandate.control.history;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.engine.id.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The one way from a question to its answer: whether the caller may read, whose state and which. Tenants ask about
 * themselves; operators of the platform may name one.
 */
@Component
public final class Questions {
    private final Management management;
    private final History history;
    private final Provenance provenance;

    Questions(Management management, History history, Provenance provenance) {
        this.management = management;
        this.history = history;
        this.provenance = provenance;
    }

    /**
     * A question at its state.
     *
     * @param asOf the state that is asked
     * @param today the state of now; the same one if that is asked
     * @param search for the entries that made it so
     */
    public record Asked(AsOf asOf, AsOf today, Provenance.Search search) {}

    /** What is answered of a state: a JSON value. */
    @FunctionalInterface
    public interface Answering {
        Object of(Asked asked);
    }

    /** Answers a question of the tenant's state. */
    public ResponseEntity<byte[]> answer(Call call, @Nullable String tenant, When when, Answering answering) {
        return management.read(call, stream(call, tenant), (state, manager) -> {
            AsOf today = new AsOf(state, call.at(), false);
            return Reply.ok(answering.of(at(call, today, when)));
        });
    }

    /** The tenant's state of now, for a caller who may read it and is answered in more than one value. */
    public AsOf today(Call call, @Nullable String tenant) {
        return new AsOf(management.readable(call, stream(call, tenant)), call.at(), false);
    }

    /** The question at its state, for a caller who was let in. */
    public Asked at(Call call, AsOf today, When when) {
        AsOf asOf = history.of(today.state(), when, call.at());
        Provenance.Scope scope =
                Provenance.Scope.of(today.state(), asOf, call.actor().operator());
        return new Asked(asOf, today, provenance.within(scope));
    }

    /** The stream that is asked about. */
    private static TenantId stream(Call call, @Nullable String tenant) {
        return tenant == null ? call.stream() : Ids.named("tenant", tenant, TenantId::new);
    }
}
