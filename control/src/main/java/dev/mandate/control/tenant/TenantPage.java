package dev.mandate.control.tenant;

import dev.mandate.control.api.Page;
import dev.mandate.engine.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a page of tenants, for which at most {@value #MOST_LOADED} states are loaded. A page that would need more ends early and says how to go on. */
final class TenantPage {
    private static final int MOST_LOADED = 20;

    private TenantPage() {}

    /**
     * Returns the listed tenants up to the 21st that must be loaded.
     *
     * @param inMemory whether the state of a tenant is there without loading it
     * @param view shows a tenant, and loads its state if it is not in memory
     */
    static Page<TenantView> of(
            Page<TenantId> listed, Predicate<TenantId> inMemory, Function<TenantId, TenantView> view) {
        List<TenantView> shown = new ArrayList<>();
        int loaded = 0;
        for (TenantId tenant : listed.items()) {
            loaded += inMemory.test(tenant) ? 0 : 1;
            if (loaded > MOST_LOADED) {
                return new Page<>(shown, Page.cursor(shown.getLast().id()));
            }
            shown.add(view.apply(tenant));
        }
        return new Page<>(shown, listed.next());
    }
}
