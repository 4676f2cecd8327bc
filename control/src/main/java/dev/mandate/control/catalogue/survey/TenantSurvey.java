package dev.mandate.control.catalogue.survey;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks all tenants who has an action, one tenant at a time, until as much was looked at as one answer may. Each action of each tenant
 * counts as the tenant's roles and users, and as {@value #OF_ONE} more. What is counted by then is a lower bound. For one thread.
 */
public final class TenantSurvey {
    private static final int OF_ONE = 100;

    private final Instant now;
    private final Function<TenantId, Snapshot> tenant;
    private final StepBudget budget;
    private Map<ActionId, Endpoint> endpoints = Map.of();

    /**
     * Asks nothing yet.
     *
     * @param tenant a tenant's current snapshot
     * @param budget what one answer may look at
     */
    public TenantSurvey(Instant now, Function<TenantId, Snapshot> tenant, StepBudget budget) {
        this.now = now;
        this.tenant = tenant;
        this.budget = budget;
    }

    /** Asks the tenants as they are, at the time of the call. */
    public static TenantSurvey of(Management management, Call call, StepBudget budget) {
        return new TenantSurvey(
                call.at(), tenant -> management.of(tenant).view().tenant(), budget);
    }

    /**
     * Gives the tenants in the order of their ids, until the survey is cut.
     *
     * @param platform as it was when the actions were in force
     */
    public void each(Snapshot platform, Consumer<View> asking) {
        endpoints = new HashMap<>();
        platform.catalogue().endpoints().forEach(e -> endpoints.put(e.action().id(), e));
        Iterator<TenantId> ids = tenants(platform).iterator();
        while (!isCut() && ids.hasNext()) {
            asking.accept(new View(platform, tenant.apply(ids.next())));
        }
    }

    /** Returns all tenants, in the order of their ids. */
    public static List<TenantId> tenants(Snapshot platform) {
        List<TenantId> ids = new ArrayList<>();
        platform.catalogue().tenants().forEach((id, listed) -> ids.add(id));
        ids.sort(Comparator.comparing(TenantId::value));
        return ids;
    }

    /** Returns who of the view's tenant has the action; nobody if the survey is cut. */
    public Holders holders(View view, Api api, Action action) {
        if (!takes(view.tenant().tenancy())) {
            return Holders.NOBODY;
        }
        return switch (api.kind()) {
            case SWITCH -> Holders.bySwitch(view, action.id(), now);
            case ENTITY -> byEntityRole(view, action.id());
        };
    }

    private Holders byEntityRole(View view, ActionId action) {
        Endpoint endpoint = endpoints.get(action);
        return endpoint == null ? Holders.NOBODY : Holders.byEntityRole(view, endpoint, now);
    }

    private boolean takes(Tenancy tenancy) {
        return budget.take(
                OF_ONE + tenancy.roles().size() + (long) tenancy.users().size());
    }

    /** Returns whether something was not looked at. */
    public boolean isCut() {
        return budget.isUsedUp();
    }
}
