package dev.mandate.control.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.decision.DecisionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision explained.
 *
 * @param revision of the state that was asked, tenant's and platform's
 * @param at the moment that was asked of
 * @param foldedBy said of the past: which rules folded it
 * @param recorded the decision as it was recorded on its day
 * @param agrees whether the recorded outcome is the same; null where the upstream or the state's age decided
 * @param rights whether user, action and space pass, whether or not tenant, app and user are active
 * @param spaces {@code any} if the action names no space, so that any passes here and the API checks; else null
 * @param faults who does not stand, and since which entry; empty if all do
 * @param chain on what the right and the reach stand, or as much of it as there is
 * @param missing as a 403 of the gateway has it; null if nothing is
 * @param today what the same question comes to now, if another state was asked
 * @param fixes of today's denial, the smallest first; empty if there is none
 * @param cut whether the question's budget was used up, so that there may be other fixes, and counts are lower bounds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationView(
        String revision,
        String at,
        @Nullable String foldedBy,
        @Nullable DecisionView recorded,
        @Nullable Boolean agrees,
        Asked asked,
        Outcome outcome,
        boolean rights,
        @Nullable String spaces,
        List<ExplainedFact> faults,
        List<ExplainedFact> chain,
        @Nullable Object missing,
        @Nullable Outcome today,
        List<FixView> fixes,
        boolean cut) {
    /**
     * The question as it was understood.
     *
     * @param shared the actions that share the request, as nothing orders them; null if it is one's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            @Nullable String app,
            @Nullable String user,
            @Nullable String action,
            @Nullable String api,
            @Nullable String space,
            @Nullable List<String> shared) {
        Asked with(List<String> actions) {
            return new Asked(app, user, action, api, space, actions);
        }
    }

    ExplanationView beside(DecisionView kept, @Nullable Boolean same) {
        return new ExplanationView(
                revision, at, foldedBy, kept, same, asked, outcome, rights, spaces, faults, chain, missing, today,
                fixes, cut);
    }
}
