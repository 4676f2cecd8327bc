package dev.mandate.control.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.history.AsOf;
import dev.mandate.control.history.Questions;
import dev.mandate.control.history.When;
import dev.mandate.engine.View;
import dev.mandate.engine.search.Impact;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
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
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Head(String from, @Nullable String to, @Nullable String foldedBy, Impact.Counts counts) {}

    /** An answer in one piece: the head's members, and a part of the rows. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            String from,
            @Nullable String to,
            @Nullable String foldedBy,
            Impact.Counts counts,
            List<FlipRow> items,
            @Nullable String next) {
        static Part of(Head head, Page<FlipRow> page) {
            return new Part(head.from(), head.to(), head.foldedBy(), head.counts(), page.items(), page.next());
        }
    }

    private record Comparison(Head head, Impact impact) {}

    /** The parameters beside the body. */
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
                call, parameters.tenant(), When.Now.NOW, asked -> part(compared(call, asked.today(), question), ask));
    }

    private void stream(Call call, Parameters parameters, Question question, HttpServletResponse response)
            throws IOException {
        AsOf today = questions.today(call, parameters.tenant());
        Comparison compared = compared(call, today, question);
        response.setContentType(LINES.toString());
        response.setHeader("Mandate-Revision", today.view().revision().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        write(compared, response.getOutputStream());
    }

    private static boolean wantsLines(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.startsWith(LINES.toString());
    }

    private static Part part(Comparison compared, Page.Ask ask) {
        FlipPage page = new FlipPage(ask);
        compared.impact().forEach(page);
        return Part.of(compared.head(), page.page());
    }

    /** Row by row as they are found, so that no answer is too large. */
    private static void write(Comparison compared, OutputStream out) throws IOException {
        try (OutputStream lines = new BufferedOutputStream(out, 1 << 16)) {
            line(lines, compared.head());
            compared.impact().forEach(flip -> line(lines, FlipRow.of(flip, Integer.MAX_VALUE)));
        }
    }

    private static void line(OutputStream lines, Object value) {
        try {
            lines.write(JsonBody.write(value));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Comparison compared(Call call, AsOf today, Question question) {
        AsOf from = at(call, today, "from", question.from());
        if (question.changes() != null) {
            View after = Proposed.applied(from, Proposed.read(question.changes()));
            return compared(from, from, after, null);
        }
        AsOf to = at(call, today, "to", question.to());
        return compared(from, to, to.view(), to.position().toString());
    }

    private AsOf at(Call call, AsOf today, String field, @Nullable Object revision) {
        return switch (revision) {
            case null -> today;
            case String text ->
                questions.at(call, today, When.revision(field, text)).asOf();
            case Number number ->
                questions
                        .at(call, today, When.revision(field, number.toString()))
                        .asOf();
            default -> throw Refusals.malformed(field, "must be a revision");
        };
    }

    /** Both sides are asked of the later one's moment. */
    private static Comparison compared(AsOf from, AsOf to, View after, @Nullable String named) {
        Impact impact = Impact.between(from.view(), after, to.now());
        String foldedBy = from.foldedBy() == null ? to.foldedBy() : from.foldedBy();
        return new Comparison(new Head(from.position().toString(), named, foldedBy, impact.counts()), impact);
    }
}
