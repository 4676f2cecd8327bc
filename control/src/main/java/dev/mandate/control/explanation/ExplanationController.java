package dev.mandate.control.explanation;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.decision.DecisionStore;
import dev.mandate.control.decision.DecisionView;
import dev.mandate.control.history.Questions;
import dev.mandate.control.history.When;
import dev.mandate.engine.Reason;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/explain} and {@code /api/v1/decisions/{id}/explanation}: why, by whom, and what would change it. */
@RestController
final class ExplanationController {
    /** Outcomes that the two snapshots did not decide: the upstream did, or their age. */
    private static final List<String> NOT_OF_THE_STATE =
            List.of(Reason.NO_SUCH_RESOURCE.name(), Reason.STATE_STALE.name(), Reason.STATE_BEHIND.name());

    private final Questions questions;
    private final DecisionStore decisions;

    ExplanationController(Questions questions, DecisionStore decisions) {
        this.questions = questions;
        this.decisions = decisions;
    }

    /**
     * The parameters of a question: who, and either an action with a space or a request.
     *
     * @param path of the request, with its query
     */
    record Question(
            @Nullable String tenant,
            @Nullable String app,
            @Nullable String user,
            @Nullable String action,
            @Nullable String space,
            @Nullable String method,
            @Nullable String path,
            @Nullable String revision,
            @Nullable String at) {
        void check() {
            if ((action == null) == (path == null)) {
                throw Refusals.malformed(
                        "action",
                        "or `method` and `path` must be sent, and not both: which action is the question about?");
            }
            if (path != null && method == null) {
                throw Refusals.malformed("method", "is required beside `path`");
            }
            if (path != null && space != null) {
                throw Refusals.malformed("space", "is in the path: leave it out, or ask by `action`");
            }
        }
    }

    @GetMapping("/api/v1/explain")
    ResponseEntity<byte[]> explain(Call call, Question question) {
        question.check();
        When when = When.of(question.revision(), question.at());
        return questions.answer(call, question.tenant(), when, asked -> explained(question, asked));
    }

    private static ExplanationView explained(Question question, Questions.Asked asked) {
        Party party = Party.of(asked.asOf(), question.app(), question.user());
        Target target = question.path() == null || question.method() == null
                ? Target.act(asked.asOf(), question.action(), question.space())
                : Target.request(asked.asOf(), party, question.method(), question.path());
        return new Explainer(asked, party).explain(target);
    }

    @GetMapping("/api/v1/decisions/{id}/explanation")
    ResponseEntity<byte[]> decision(Call call, @PathVariable String id) {
        // INVARIANT: only those who may read learn whether the decision exists, so the right is asked first
        return questions.answer(call, null, When.Now.NOW, now -> {
            DecisionRecord kept =
                    decisions.find(id, call.stream()).orElseThrow(() -> decisions.unknown(id, call.stream()));
            return explained(kept, questions.at(call, now, when(kept)));
        });
    }

    private static When when(DecisionRecord kept) {
        return kept.position() == null
                ? new When.Time(Instant.ofEpochMilli(kept.at()))
                : When.revision("revision", kept.position());
    }

    private static ExplanationView explained(DecisionRecord kept, Questions.Asked asked) {
        if (kept.user() == null) {
            throw Refusals.unknown("caller of decision", kept.id());
        }
        Party party = new Party(kept.app() == null ? null : new AppId(kept.app()), new UserId(kept.user()));
        ExplanationView view = new Explainer(asked, party).explain(Target.recorded(asked.asOf(), party, kept));
        boolean ofTheState = !NOT_OF_THE_STATE.contains(kept.reason());
        return view.beside(
                DecisionView.of(kept),
                ofTheState ? kept.status() == view.outcome().status() : null);
    }
}
