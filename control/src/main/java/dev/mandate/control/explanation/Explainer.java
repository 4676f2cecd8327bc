package dev.mandate.control.explanation;

import dev.mandate.control.history.AsOf;
import dev.mandate.control.history.Provenance;
import dev.mandate.control.history.Questions;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Missing;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Enabling;
import dev.mandate.engine.search.Explanation;
import dev.mandate.engine.search.Fix;
import dev.mandate.engine.search.SharedRequestExplanation;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import dev.mandate.protocol.problem.Denials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains one question of one state, worked out anew each time. For one thread. */
final class Explainer {
    private static final String ANY = "any";

    private final AsOf asOf;
    private final AsOf today;
    private final Party party;
    private final Provenance.Search search;
    private final StepBudget budget;
    private final FactChain chain;
    private final List<Standings.Fault> faults;

    /** Explains to the asker what the party may do. */
    Explainer(Questions.Asked asked, Party party) {
        this.asOf = asked.asOf();
        this.today = asked.today();
        this.party = party;
        this.search = asked.search();
        this.budget = asked.budget();
        this.chain = new FactChain(asOf, search);
        this.faults = Standings.faults(asOf, party, chain);
        chain.party(party);
    }

    /** Either as the gateway decides, or as an API that checks. */
    @FunctionalInterface
    private interface Explaining {
        Explanation of(
                View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now, StepBudget budget);
    }

    /** The outcome, without the chain. */
    private record Finding(
            Outcome outcome,
            boolean rights,
            @Nullable String spaces,
            @Nullable Object missing,
            @Nullable Outcome today,
            List<FixView> fixes) {}

    ExplanationView explain(Target target) {
        return switch (target) {
            case Target.Act(var endpoint, var space) -> act(endpoint, space, Explanation::of);
            case Target.Resource(var endpoint, var space) -> act(endpoint, space, Explanation::ofResource);
            case Target.Shared(var parts) -> shared(parts);
            case Target.Elsewhere(var endpoint, var parts) -> elsewhere(endpoint, parts);
            case Target.Turned(var outcome, var endpoint) ->
                view(asked(endpoint, null), new Finding(standing(outcome, faults), false, null, null, null, List.of()));
        };
    }

    private ExplanationView act(Endpoint endpoint, @Nullable SpaceId space, Explaining explaining) {
        Explanation explained = explaining.of(asOf.view(), party.user(), endpoint, space, asOf.now(), shown());
        chain.action(endpoint);
        chain.facts(explained.facts());
        Optional<Explanation> now = asOf.past() ? explainedToday(endpoint, space, explaining) : Optional.of(explained);
        return view(
                asked(endpoint, space),
                new Finding(
                        standing(outcome(explained.ruling(), asOf, endpoint, space), faults),
                        explained.ruling() == Ruling.Held.HELD,
                        endpoint.namesSpace() ? null : ANY,
                        missing(List.of(new SharedRequestExplanation.Part(endpoint, space))),
                        asOf.past() ? today(now, endpoint, space) : null,
                        fixes(now, List.of(new SharedRequestExplanation.Part(endpoint, space)))));
    }

    private ExplanationView shared(List<SharedRequestExplanation.Part> parts) {
        Explanation explained = SharedRequestExplanation.of(asOf.view(), party.user(), parts, asOf.now(), shown());
        parts.forEach(part -> chain.action(part.endpoint()));
        chain.facts(explained.facts());
        List<SharedRequestExplanation.Part> left = asOf.past() ? partsToday(parts) : parts;
        Optional<Explanation> now = left.isEmpty()
                ? Optional.empty()
                : Optional.of(SharedRequestExplanation.of(today.view(), party.user(), left, today.now(), budget));
        SharedRequestExplanation.Part first = parts.getFirst();
        Outcome outcome = together(asOf, parts);
        return view(
                asked(first.endpoint(), first.space()).with(keys(parts)),
                new Finding(
                        standing(outcome, faults),
                        explained.ruling() == Ruling.Held.HELD,
                        parts.stream().anyMatch(part -> part.endpoint().namesSpace()) ? null : ANY,
                        missing(parts),
                        asOf.past() ? today(left, first) : null,
                        fixes(now, parts)));
    }

    /** Returns what the asked state's fixes may spend: nothing if it is past, as only today's are shown. */
    private StepBudget shown() {
        return asOf.past() ? new StepBudget(0) : budget;
    }

    private static List<String> keys(List<SharedRequestExplanation.Part> parts) {
        return parts.stream()
                .map(part -> part.endpoint().action().key().toString())
                .toList();
    }

    private List<SharedRequestExplanation.Part> partsToday(List<SharedRequestExplanation.Part> parts) {
        return parts.stream()
                .flatMap(part ->
                        endpointToday(part.endpoint())
                                .map(e -> new SharedRequestExplanation.Part(e, part.space()))
                                .stream())
                .toList();
    }

    private Outcome today(List<SharedRequestExplanation.Part> left, SharedRequestExplanation.Part first) {
        return left.isEmpty()
                ? today(Optional.empty(), first.endpoint(), first.space())
                : standing(together(today, left), Standings.faults(today, party, new FactChain(today, search)));
    }

    /** The outcome of the first action that fails, with the reason why more than one is asked. */
    private Outcome together(AsOf of, List<SharedRequestExplanation.Part> parts) {
        Subject subject = of.view().tenant().tenancy().subject(party.user());
        List<Outcome> each = parts.stream()
                .map(part -> outcome(
                        Engine.rule(of.view(), subject, part.endpoint(), part.space(), of.now()),
                        of,
                        part.endpoint(),
                        part.space()))
                .toList();
        String actions = keys(parts).stream().map(key -> "`" + key + "`").collect(Collectors.joining(" and "));
        String texts = each.stream().map(Outcome::text).collect(Collectors.joining("; "));
        return each.stream()
                .filter(outcome -> outcome.status() == Reason.SPACE_NOT_REACHED.status())
                .findFirst()
                .or(() -> each.stream().filter(outcome -> !outcome.allowed()).findFirst())
                .orElseGet(each::getFirst)
                .saying("the request matches " + actions + ", which nothing orders, so it needs the right on each: "
                        + texts);
    }

    /** Said even of a space that is not reached: who opens it should know. */
    private @Nullable Object missing(List<SharedRequestExplanation.Part> parts) {
        Subject subject = asOf.view().tenant().tenancy().subject(party.user());
        List<Missing> missing = parts.stream()
                .map(part -> Engine.rule(asOf.view(), subject, part.endpoint(), null, asOf.now()))
                .flatMap(ruling ->
                        ruling instanceof Ruling.Lacking lacking ? Stream.of(lacking.missing()) : Stream.empty())
                .toList();
        return missing.isEmpty()
                ? null
                : Denials.notPermitted(missing).members().get("missing");
    }

    /** Those of today's explanation; where there is none, as the API is not enabled any more, what enables it. */
    private List<FixView> fixes(Optional<Explanation> now, List<SharedRequestExplanation.Part> parts) {
        return now.map(explained -> shown(explained.fixes())).orElseGet(() -> enabling(parts));
    }

    private List<FixView> shown(List<Fix> fixes) {
        Remedies remedies = new Remedies(today);
        return fixes.stream().map(remedies::of).toList();
    }

    private ExplanationView elsewhere(Endpoint endpoint, List<SharedRequestExplanation.Part> parts) {
        chain.action(endpoint);
        ApiId api = endpoint.api().id();
        Outcome outcome = Outcome.denied(
                Reason.PATH_UNKNOWN, "the tenant has not enabled api `" + api + "`, so its paths are unknown ones");
        SpaceId space = parts.isEmpty() ? null : parts.getFirst().space();
        return view(
                asked(endpoint, space),
                new Finding(standing(outcome, faults), false, null, null, null, enabling(parts)));
    }

    private List<FixView> enabling(List<SharedRequestExplanation.Part> parts) {
        List<SharedRequestExplanation.Part> left = parts.stream()
                .flatMap(part ->
                        served(part.endpoint()).map(e -> new SharedRequestExplanation.Part(e, part.space())).stream())
                .toList();
        return left.isEmpty()
                ? List.of()
                : shown(Enabling.fixes(today.view(), party.user(), left, today.now(), budget));
    }

    private ExplanationView view(ExplanationView.Asked asked, Finding finding) {
        return new ExplanationView(
                asOf.position().toString(),
                asOf.now().toString(),
                asOf.foldedBy(),
                null,
                null,
                asked,
                finding.outcome(),
                finding.rights(),
                finding.spaces(),
                faults.stream().map(Standings.Fault::link).toList(),
                chain.links(),
                finding.missing(),
                finding.today(),
                finding.fixes(),
                budget.isUsedUp());
    }

    private ExplanationView.Asked asked(@Nullable Endpoint endpoint, @Nullable SpaceId space) {
        return new ExplanationView.Asked(
                party.app() == null ? null : party.app().value(),
                party.user().value(),
                endpoint == null ? null : endpoint.action().key().toString(),
                endpoint == null ? null : endpoint.api().id().value(),
                space == null ? null : space.value(),
                null);
    }

    /** Whoever does not stand is turned away before anything else is asked of a request that can be read. */
    private static Outcome standing(Outcome rights, List<Standings.Fault> faults) {
        boolean unreadable = Reason.MALFORMED_REQUEST.code().equals(rights.code());
        if (faults.isEmpty() || unreadable) {
            return rights;
        }
        Standings.Fault first = faults.getFirst();
        return Outcome.denied(first.reason(), first.link().text());
    }

    private Outcome outcome(Ruling ruling, AsOf of, Endpoint endpoint, @Nullable SpaceId space) {
        String user = "user `" + party.user() + "`";
        String action = "`" + endpoint.action().key() + "`";
        return switch (ruling) {
            case Ruling.Held.HELD -> Outcome.allowed(user + " holds " + action + place(endpoint, space));
            case Ruling.Hidden.HIDDEN -> Outcome.denied(Reason.SPACE_NOT_REACHED, hidden(of, endpoint, space, user));
            case Ruling.Lacking _ ->
                Outcome.denied(
                        Reason.ACTION_NOT_PERMITTED,
                        endpoint.action().status() == ActionStatus.ACTIVE
                                ? user + " does not hold " + action
                                : action + " is pending: nobody holds it until an operator activates it");
        };
    }

    private static String place(Endpoint endpoint, @Nullable SpaceId space) {
        if (space != null) {
            return " and reaches `" + space + "`";
        }
        return endpoint.namesSpace() ? "" : ", in any space: the action names none, so the API checks";
    }

    private static String hidden(AsOf of, Endpoint endpoint, @Nullable SpaceId space, String user) {
        String kind = Sentences.kind(endpoint.spaceKind()) + " `" + space + "`";
        boolean there = space != null
                && of.view().tenant().tenancy().spaces(endpoint.spaceKind()).contains(space);
        return there ? user + " does not reach " + kind : "there is no " + kind;
    }

    private Optional<Explanation> explainedToday(Endpoint endpoint, @Nullable SpaceId space, Explaining explaining) {
        return endpointToday(endpoint)
                .map(e -> explaining.of(today.view(), party.user(), e, space, today.now(), budget));
    }

    private Optional<Endpoint> endpointToday(Endpoint endpoint) {
        return served(endpoint)
                .filter(e ->
                        today.view().tenant().tenancy().apis().contains(e.api().id()));
    }

    /** The same action in today's catalogue, whether its API is enabled or not. */
    private Optional<Endpoint> served(Endpoint endpoint) {
        return today.view().platform().catalogue().endpoints().stream()
                .filter(e -> e.action().id().equals(endpoint.action().id()))
                .findFirst();
    }

    private Outcome today(Optional<Explanation> now, Endpoint endpoint, @Nullable SpaceId space) {
        Outcome rights = now.map(explained -> outcome(explained.ruling(), today, endpoint, space))
                .orElseGet(() -> Outcome.denied(
                        Reason.PATH_UNKNOWN,
                        "`" + endpoint.action().key() + "` is no action that the tenant has enabled any more"));
        return standing(rights, Standings.faults(today, party, new FactChain(today, search)));
    }
}
