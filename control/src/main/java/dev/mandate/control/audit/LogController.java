package dev.mandate.control.audit;

import dev.mandate.control.answer.HeldAnswers;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.entry.LogRange;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.control.log.entry.Trail;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.LogPart;
import dev.mandate.protocol.document.JsonForm;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.util.RawValue;

/** {@code /api/v1/log}: what was done, by whom. A tenant reads its own; the platform's operators any. */
@RestController
final class LogController {
    private static final JsonForm<LogPart> SEALED = JsonForm.of(LogPart.class);
    private static final int MOST_SEALED = 500;
    private static final int MOST_SEALED_UNASKED = 100;
    private static final String REVISION = "[0-9]{1,18}";

    private final Management management;
    private final Streams streams;
    private final Trail trail;
    private final HeldAnswers answers;

    LogController(Management management, Streams streams, Trail trail, HeldAnswers answers) {
        this.management = management;
        this.streams = streams;
        this.trail = trail;
        this.answers = answers;
    }

    @GetMapping("/api/v1/log")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page.Ask ask = Page.Ask.of(limit, cursor);
        Part.Order wanted = order(order);
        return management.read(call, stream(call, tenant), (state, manager) -> {
            LogRange range = Part.range(state.directory().stream(), wanted, ask, answers.pageBytes());
            answers.hold(call.stream(), trail.bytes(range));
            return Reply.ok(Part.of(trail.entries(range), state, call.stream(), wanted, answers.pageBytes()));
        });
    }

    private static Part.Order order(@Nullable String order) {
        return switch (order) {
            case null -> Part.Order.NEWEST;
            case "newest" -> Part.Order.NEWEST;
            case "oldest" -> Part.Order.OLDEST;
            default -> throw Refusals.malformed("order", "must be `newest` or `oldest`");
        };
    }

    private static TenantId stream(Call call, @Nullable String tenant) {
        return tenant == null ? call.stream() : Ids.named("tenant", tenant, TenantId::new);
    }

    @GetMapping("/api/v1/log/{revision}")
    ResponseEntity<byte[]> show(
            Call call, @PathVariable String revision, @RequestParam(required = false) @Nullable String tenant) {
        return management.read(call, stream(call, tenant), (state, manager) -> {
            RecordedEntry found = recorded(call, state.directory().stream(), number(revision))
                    .orElseThrow(() -> Refusals.unknown("entry", revision));
            return Reply.ok(EntryView.of(
                    found,
                    state,
                    call.stream(),
                    new ActionNames(state.view().platform().catalogue())));
        });
    }

    private Optional<RecordedEntry> recorded(Call call, TenantId stream, long revision) {
        LogRange range = LogRange.at(stream, revision);
        answers.hold(call.stream(), trail.bytes(range));
        return trail.entries(range).stream()
                .filter(r -> r.entry().revision() == revision)
                .findFirst();
    }

    private static long number(String revision) {
        if (!revision.matches(REVISION)) {
            throw Refusals.unknown("entry", revision);
        }
        return Long.parseLong(revision);
    }

    /** The exact bytes, for whoever walks the chain himself. An operator's walk of many tenants loads none of them. */
    @GetMapping("/api/v1/log/sealed")
    ResponseEntity<byte[]> sealed(
            Call call,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        if (after != null && !after.matches(REVISION)) {
            throw Refusals.malformed("after", "must be a revision: 0, or a number of at most 18 digits");
        }
        long last = after == null ? 0 : Long.parseLong(after);
        int most = limit == null ? MOST_SEALED_UNASKED : Page.Ask.limit(limit, MOST_SEALED);
        TenantId stream = stream(call, tenant);
        return management.read(call, call.stream(), (state, manager) -> {
            if (!stream.equals(call.stream())) {
                manager.requireOperator();
            }
            if (!streams.exists(stream)) {
                throw Refusals.unknown("tenant", stream.value());
            }
            LogRange range = new LogRange(stream, last + 1, false, most, answers.pageBytes() / 4 * 3);
            answers.hold(call.stream(), trail.bytes(range));
            byte[] part = SEALED.write(trail.sealed(range, call.stream()));
            return Reply.ok(new RawValue(new String(part, StandardCharsets.UTF_8)));
        });
    }

    @DeleteMapping("/api/v1/log/{revision}/note")
    ResponseEntity<byte[]> erase(
            Call call, @PathVariable String revision, @RequestParam(required = false) @Nullable String tenant) {
        long of = number(revision);
        TenantId stream = stream(call, tenant);
        Optional<RecordedEntry> entry = recorded(call, stream, of);
        Call reasoned = entry.flatMap(RecordedEntry::note)
                .map(kept -> Erasable.reason(kept, stream))
                .map(call::because)
                .orElse(call);
        EraseNote command = new EraseNote(stream, of, entry, call.stream());
        return management.write(reasoned, stream, command, (state, done) -> Reply.gone());
    }
}
