package dev.mandate.control.history;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.computation.Computations;
import dev.mandate.control.computation.Pieces;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.StepBudget;
import java.io.IOException;
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
    private final Computations computations;
    private final History history;
    private final Provenance provenance;

    Questions(Management management, Computations computations, History history, Provenance provenance) {
        this.management = management;
        this.computations = computations;
        this.history = history;
        this.provenance = provenance;
    }

    /**
     * A question at its state.
     *
     * @param asOf the state that is asked
     * @param today the current state; the same one if that is asked
     * @param search for the entries that made it so
     * @param budget bounds the answer; when it is used up, the answer says that it is cut
     */
    public record Asked(AsOf asOf, AsOf today, Provenance.Search search, StepBudget budget) {}

    /** What is answered of a state: a JSON value. */
    @FunctionalInterface
    public interface Answering {
        Object of(Asked asked);
    }

    /** Answers a question of the tenant's state. */
    public ResponseEntity<byte[]> answer(Call call, @Nullable String tenant, When when, Answering answering) {
        return management.read(call, stream(call, tenant), (state, manager) -> {
            AsOf today = new AsOf(state, call.at(), false);
            return Reply.ok(
                    computations.answer(call.stream(), budget -> answering.of(asked(call, today, when, budget))));
        });
    }

    /** What is answered line by line: the answer's head, from which the lines follow. */
    @FunctionalInterface
    public interface Heading<H> {
        H of(Asked asked);
    }

    /** Writes an answer at the tenant's current state, in pieces of the same question as its head. */
    @FunctionalInterface
    public interface Lines<H> {
        void write(AsOf today, H head, Pieces pieces) throws IOException;
    }

    /**
     * Answers a question in more than one value: the head first, and the lines while they are written.
     *
     * @throws IOException if the caller takes no more lines
     */
    public <H> void lines(Call call, @Nullable String tenant, Heading<H> heading, Lines<H> lines) throws IOException {
        AsOf today = new AsOf(management.readable(call, stream(call, tenant)), call.at(), false);
        try (Pieces pieces = computations.pieces(call.stream())) {
            H head = pieces.compute(budget -> heading.of(asked(call, today, When.Now.NOW, budget)));
            lines.write(today, head, pieces);
        }
    }

    /** Returns a question of another state, for a caller who was let in. */
    public Asked at(Call call, Asked now, When when) {
        return asked(call, now.today(), when, now.budget());
    }

    private Asked asked(Call call, AsOf today, When when, StepBudget budget) {
        AsOf asOf = history.of(today.state(), when, call.at());
        Provenance.Scope scope =
                Provenance.Scope.of(today.state(), asOf, call.actor().operator());
        return new Asked(asOf, today, provenance.within(scope), budget);
    }

    /** The stream that is asked about. */
    private static TenantId stream(Call call, @Nullable String tenant) {
        return tenant == null ? call.stream() : Ids.named("tenant", tenant, TenantId::new);
    }
}
