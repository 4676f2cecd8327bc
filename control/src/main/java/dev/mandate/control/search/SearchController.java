package dev.mandate.control.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.explanation.Party;
import dev.mandate.control.explanation.Standings;
import dev.mandate.control.explanation.Target;
import dev.mandate.control.history.AsOf;
import dev.mandate.control.history.Questions;
import dev.mandate.control.history.When;
import dev.mandate.engine.Engine;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.search.Where;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.UserQuery;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/who-can}, {@code what-can} and {@code where}: complete, in parts, with the reason of each row. */
@RestController
final class SearchController {
    /** The most spaces that a row lists; it says how many there are. */
    private static final int MOST_SPACES = 100;

    private final Questions questions;

    SearchController(Questions questions) {
        this.questions = questions;
    }

    /**
     * What all three questions take.
     *
     * @param revision of the state that is asked about
     * @param at its time; excludes {@code revision}
     */
    record Scope(
            @Nullable String tenant,
            @Nullable String revision,
            @Nullable String at,
            @Nullable String limit,
            @Nullable String cursor) {
        Page.Ask page() {
            return Page.Ask.of(limit, cursor);
        }

        When when() {
            return When.of(revision, at);
        }
    }

    record WhoQuestion(@Nullable String action, @Nullable String space) {}

    record WhatQuestion(@Nullable String app, @Nullable String user) {}

    record WhereQuestion(
            @Nullable String app,
            @Nullable String user,
            @Nullable String action) {}

    record WhoRow(String user, String reason) {}

    /**
     * An action that is held.
     *
     * @param spaces {@code all}, or the ids of the first hundred, or as many as there are; {@code any} if the action names
     *     no space
     * @param spaceCount of all spaces, those of {@code all} too; null if it is any
     * @param told the spaces that the API receives, as {@code spaces}, if it is any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WhatRow(
            String action,
            String api,
            String kind,
            Object spaces,
            @Nullable Integer spaceCount,
            @Nullable Object told,
            String reason) {}

    /**
     * Where an action may be done.
     *
     * @param space null if it is any
     * @param spaces {@code any} if the action names no space; else null
     * @param told the spaces that the API receives, if it is any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WhereRow(
            @Nullable String space,
            @Nullable String spaces,
            @Nullable Object told,
            String reason) {}

    @GetMapping("/api/v1/who-can")
    ResponseEntity<byte[]> whoCan(Call call, WhoQuestion question, Scope scope) {
        Page.Ask page = scope.page();
        return questions.answer(call, scope.tenant(), scope.when(), asked -> whoCan(asked.asOf(), question, page));
    }

    private static SearchPage<WhoRow> whoCan(AsOf asOf, WhoQuestion question, Page.Ask page) {
        Endpoint endpoint = Target.enabled(asOf, question.action());
        SpaceId space = endpoint.lookedAt(space(asOf, endpoint, question.space()));
        UserQuery query = new Search(asOf.view(), asOf.now()).whoCan(endpoint, space);
        Reasons reasons = new Reasons(asOf);
        List<UserId> found = page(query, page);
        boolean more = found.size() > page.limit();
        List<UserId> shown = more ? found.subList(0, page.limit()) : found;
        List<WhoRow> rows = shown.stream()
                .map(user -> new WhoRow(user.value(), reasons.of(user, endpoint, space)))
                .toList();
        String next = more ? Page.cursor(shown.getLast().value()) : null;
        return SearchPage.of(asOf, null, query.count(), new Page<>(rows, next)).about(endpoint);
    }

    /** One more than is shown, to know whether there are more. */
    private static List<UserId> page(UserQuery query, Page.Ask page) {
        try {
            UserId previous = page.after().isEmpty() ? null : new UserId(page.after());
            return query.page(previous, page.limit() + 1);
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("cursor", "must be the `next` of an answer to the same question: begin again");
        }
    }

    private static @Nullable SpaceId space(AsOf asOf, Endpoint endpoint, @Nullable String text) {
        if (text == null) {
            return null;
        }
        SpaceId space = Ids.in("space", text, SpaceId::new);
        Target.requireSpace(asOf, endpoint, space);
        return space;
    }

    @GetMapping("/api/v1/what-can")
    ResponseEntity<byte[]> whatCan(Call call, WhatQuestion question, Scope scope) {
        Page.Ask page = scope.page();
        return questions.answer(call, scope.tenant(), scope.when(), asked -> whatCan(asked, question, page));
    }

    private static SearchPage<WhatRow> whatCan(Questions.Asked asked, WhatQuestion question, Page.Ask page) {
        AsOf asOf = asked.asOf();
        Party party = Party.of(asOf, question.app(), question.user());
        Reasons reasons = new Reasons(asOf);
        SortedMap<String, Endpoint> held = new TreeMap<>();
        new Search(asOf.view(), asOf.now())
                .whatCan(party.user())
                .forEach(e -> held.put(e.api().id() + " " + e.action().key(), e));
        Page<WhatRow> rows = Page.of(held, page, endpoint -> whatRow(asOf, party.user(), endpoint, reasons));
        return SearchPage.of(asOf, Standings.links(asOf, party, asked.search()), held.size(), rows);
    }

    private static WhatRow whatRow(AsOf asOf, UserId user, Endpoint endpoint, Reasons reasons) {
        Reach reach = Engine.reach(asOf.view().tenant(), user, endpoint.spaceKind(), asOf.now());
        Object reached = reached(reach);
        boolean named = endpoint.namesSpace();
        return new WhatRow(
                endpoint.action().key().toString(),
                endpoint.api().id().value(),
                Target.kind(endpoint),
                named ? reached : SearchPage.ANY,
                named ? count(asOf, endpoint, reach) : null,
                named ? null : reached,
                reasons.of(user, endpoint, null));
    }

    /** {@code all}, or the first ids. */
    private static Object reached(Reach reach) {
        return switch (reach) {
            case Reach.All() -> "all";
            case Reach.Some(var some) ->
                some.stream().map(SpaceId::value).sorted().limit(MOST_SPACES).toList();
        };
    }

    private static int count(AsOf asOf, Endpoint endpoint, Reach reach) {
        return switch (reach) {
            case Reach.All() ->
                asOf.view().tenant().tenancy().spaces(endpoint.spaceKind()).size();
            case Reach.Some(var some) -> some.size();
        };
    }

    @GetMapping("/api/v1/where")
    ResponseEntity<byte[]> where(Call call, WhereQuestion question, Scope scope) {
        Page.Ask page = scope.page();
        return questions.answer(call, scope.tenant(), scope.when(), asked -> where(asked, question, page));
    }

    private static SearchPage<WhereRow> where(Questions.Asked asked, WhereQuestion question, Page.Ask page) {
        AsOf asOf = asked.asOf();
        Party party = Party.of(asOf, question.app(), question.user());
        Endpoint endpoint = Target.enabled(asOf, question.action());
        SortedMap<String, Supplier<WhereRow>> byId = rows(asOf, party.user(), endpoint);
        Page<WhereRow> rows = Page.of(byId, page, Supplier::get);
        return SearchPage.of(asOf, Standings.links(asOf, party, asked.search()), byId.size(), rows)
                .about(endpoint);
    }

    /** The rows by space, of which those of one page are made. */
    private static SortedMap<String, Supplier<WhereRow>> rows(AsOf asOf, UserId user, Endpoint endpoint) {
        Reasons reasons = new Reasons(asOf);
        SortedMap<String, Supplier<WhereRow>> rows = new TreeMap<>();
        switch (new Search(asOf.view(), asOf.now()).where(user, endpoint)) {
            case Where.Nowhere.NOWHERE -> {
                // no row
            }
            case Where.Any.ANY -> {
                Object told = reached(Engine.reach(asOf.view().tenant(), user, endpoint.spaceKind(), asOf.now()));
                rows.put(
                        SearchPage.ANY,
                        () -> new WhereRow(null, SearchPage.ANY, told, reasons.of(user, endpoint, null)));
            }
            case Where.In(var spaces) ->
                spaces.forEach(space -> rows.put(
                        space.value(),
                        () -> new WhereRow(space.value(), null, null, reasons.of(user, endpoint, space))));
        }
        return rows;
    }
}
