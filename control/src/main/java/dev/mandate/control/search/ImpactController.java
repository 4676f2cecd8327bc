package dev.mandate.control.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.computation.Pieces;
import dev.mandate.control.history.AsOf;
import dev.mandate.control.history.Questions;
import dev.mandate.control.history.When;
import dev.mandate.engine.View;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Impact;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/v1/impact}: exactly which decisions flip, by a change that is not made yet or between two revisions. Nothing is
 * written.
 */
@RestController
final class ImpactController {
    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

    private final Questions questions;

    ImpactController(Questions questions) {
        this.questions = questions;
    }

    /**
     * What is compared.
     *
     * @param changes in the log's own form; absent to compare {@code from} and {@code to}
     * @param from the state before, now if absent
     * @param to the state after, now if absent
     */
    record Question(
            @Nullable Object changes,
            @Nullable Object from,
            @Nullable Object to) {
        void check() {
            if (changes == null && from == null) {
                throw Refusals.malformed("changes", "is required, or `from`");
            }
            if (changes != null && to != null) {
                throw Refusals.malformed("to", "and `changes` exclude each other: send one of them");
            }
        }
    }

    /**
     * The head of an answer.
     *
     * @param to absent if changes are asked about
     * @param cut whether the question's budget was used up, so that the counts are lower bounds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Head(String from, @Nullable String to, @Nullable String foldedBy, Impact.Counts counts, boolean cut) {}

    /** An answer in one piece: the head's members, and a part of the rows. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            String from,
            @Nullable String to,
            @Nullable String foldedBy,
            Impact.Counts counts,
            boolean cut,
            List<FlipRow> items,
            @Nullable String next) {
        static Part of(Head head, Page<FlipRow> page, boolean cut) {
            return new Part(head.from(), head.to(), head.foldedBy(), head.counts(), cut, page.items(), page.next());
        }
    }

    private record Comparison(Head head, View from, View after, Instant now) {
        Impact impact(StepBudget budget) {
            return Impact.between(from, after, now, budget);
        }
    }

    /** The parameters of the query. */
    record Parameters(
            @Nullable String tenant,
            @Nullable String limit,
            @Nullable String cursor) {}

    /** Null where the answer was written already, as lines. */
    @PostMapping("/api/v1/impact")
    @OpenTo(Callers.READERS)
    @Nullable
    ResponseEntity<byte[]> impact(
            Call call,
            Parameters parameters,
            @Body Question question,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Page.Ask ask = Page.Ask.of(parameters.limit(), parameters.cursor());
        question.check();
        if (wantsLines(request)) {
            stream(call, parameters, question, response);
            return null;
        }
        return questions.answer(
                call, parameters.tenant(), When.Now.NOW, asked -> part(compared(call, asked, question), asked, ask));
    }

    private void stream(Call call, Parameters parameters, Question question, HttpServletResponse response)
            throws IOException {
        questions.lines(
                call, parameters.tenant(), asked -> compared(call, asked, question), (today, compared, pieces) -> {
                    response.setContentType(LINES.toString());
                    response.setHeader(
                            "Mandate-Revision", today.view().revision().toString());
                    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    write(compared, pieces, response.getOutputStream());
                });
    }

    private static boolean wantsLines(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.startsWith(LINES.toString());
    }

    private static Part part(Comparison compared, Questions.Asked asked, Page.Ask ask) {
        FlipPage page = new FlipPage(ask);
        compared.impact(asked.budget()).forEach(page);
        boolean cut = asked.budget().isUsedUp();
        return Part.of(compared.head(), page.page(cut), cut);
    }

    private static void write(Comparison compared, Pieces pieces, OutputStream out) throws IOException {
        line(out, compared.head());
        FlipLines lines = new FlipLines(compared::impact);
        if (pieces.write(lines::next, out)) {
            line(out, Map.of("cut", true));
        }
    }

    private static void line(OutputStream out, Object value) throws IOException {
        out.write(JsonBody.write(value));
        out.write('\n');
    }

    private Comparison compared(Call call, Questions.Asked asked, Question question) {
        AsOf from = at(call, asked, "from", question.from());
        if (question.changes() != null) {
            View after = Proposed.applied(from, Proposed.read(question.changes()));
            return compared(from, from, after, null, asked.budget());
        }
        AsOf to = at(call, asked, "to", question.to());
        return compared(from, to, to.view(), to.position().toString(), asked.budget());
    }

    private AsOf at(Call call, Questions.Asked asked, String field, @Nullable Object revision) {
        return switch (revision) {
            case null -> asked.today();
            case String text ->
                questions.at(call, asked, When.revision(field, text)).asOf();
            case Number number ->
                questions
                        .at(call, asked, When.revision(field, number.toString()))
                        .asOf();
            default -> throw Refusals.malformed(field, "must be a revision");
        };
    }

    /** Both sides are asked of the later one's moment. */
    private static Comparison compared(AsOf from, AsOf to, View after, @Nullable String named, StepBudget budget) {
        Impact.Counts counts =
                Impact.between(from.view(), after, to.now(), budget).counts();
        String foldedBy = from.foldedBy() == null ? to.foldedBy() : from.foldedBy();
        Head head = new Head(from.position().toString(), named, foldedBy, counts, budget.isUsedUp());
        return new Comparison(head, from.view(), after, to.now());
    }
}
