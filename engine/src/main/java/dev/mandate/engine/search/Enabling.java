package dev.mandate.engine.search;

import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What allows a request of an API that the tenant has not enabled: enabling it, and the right in it. */
public final class Enabling {
    /** The most changes of a fix, as for an API that is enabled. */
    private static final int LONGEST = 3;

    private Enabling() {}

    /** The same view once the tenant has enabled the API. */
    public static View of(View view, ApiId api, Instant now) {
        return enabled(view, api) ? view : after(view, List.of(new TenantChange.ApiEnabled(api)), now);
    }

    /**
     * Returns the smallest fixes after each of which every part is allowed; none if they all are, or if no fix has at most
     * three changes.
     *
     * @param parts one or more of one API, enabled or not, of the view's catalogue
     */
    public static List<Fix> fixes(View view, UserId user, List<Together.Part> parts, Instant now) {
        ApiId api = parts.getFirst().endpoint().api().id();
        List<Change> first = enabled(view, api) ? List.of() : List.of(new TenantChange.ApiEnabled(api));
        return further(Together.of(of(view, api, now), user, parts, now))
                .map(further -> Stream.concat(first.stream(), further.stream()).toList())
                .filter(changes -> !changes.isEmpty() && changes.size() <= LONGEST)
                .map(changes -> ranked(view, changes, now))
                .sorted(Comparator.comparingLong(Fix::triples).thenComparingLong(Fix::users))
                .toList();
    }

    /** The ways from there to an allow; one without changes if it is allowed. */
    private static Stream<List<Change>> further(Explanation explained) {
        return explained.ruling() == Ruling.Held.HELD
                ? Stream.of(List.of())
                : explained.fixes().stream().map(Fix::changes);
    }

    private static Fix ranked(View view, List<Change> changes, Instant now) {
        Impact.Counts counts =
                Impact.between(view, after(view, changes, now), now).counts();
        return new Fix(changes, counts.gained(), counts.users());
    }

    private static boolean enabled(View view, ApiId api) {
        return view.tenant().tenancy().apis().contains(api);
    }

    private static View after(View view, List<Change> changes, Instant now) {
        long next = view.tenant().revision() + 1;
        Entry entry = new Entry(next, now, view.platform().revision(), changes);
        return new View(view.platform(), view.tenant().apply(entry));
    }
}
