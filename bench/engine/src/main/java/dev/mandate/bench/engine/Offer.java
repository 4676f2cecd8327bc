package dev.mandate.bench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every tenant has enabled: 200 actions in four APIs, two governed by switches and two by entity roles. */
public final class Offer {
    /** The APIs whose actions the switches of user roles govern. */
    public static final List<String> SWITCH_APIS = List.of("media", "editorial");

    /** The APIs whose actions the entity roles of a binding govern. */
    public static final List<String> ENTITY_APIS = List.of("sales", "billing");

    private static final int RESOURCES = 10;

    public static final List<ApiAction> ACTIONS = actions();
    public static final List<EntityRight> RIGHTS = rights();

    /** Those of {@link #ACTIONS} that a switch governs: the first ones. */
    static final int SWITCHES =
            (int) ACTIONS.stream().filter(ApiAction::switched).count();

    private Offer() {}

    private static List<ApiAction> actions() {
        List<ApiAction> actions = new ArrayList<>();
        for (String api : SWITCH_APIS) {
            for (int i = 0; i < RESOURCES; i++) {
                addSwitched(actions, api, "/" + api + "/v1/res" + i);
            }
        }
        for (String api : ENTITY_APIS) {
            for (int i = 0; i < RESOURCES; i++) {
                addDemanding(actions, api, "/" + api + "/v1/channels/{channelId}/res" + i, entity(api, i));
            }
        }
        return List.copyOf(actions);
    }

    private static void addSwitched(List<ApiAction> actions, String api, String base) {
        add(actions, api, "GET", base, "", "");
        add(actions, api, "POST", base, "", "");
        add(actions, api, "GET", base + "/{id}", "", "");
        add(actions, api, "PUT", base + "/{id}", "", "");
        add(actions, api, "PUT", base + "/{id}/start", "", "");
    }

    private static void addDemanding(List<ApiAction> actions, String api, String base, String entity) {
        add(actions, api, "POST", base, entity, "create");
        add(actions, api, "GET", base + "/{id}", entity, "read");
        add(actions, api, "PUT", base + "/{id}", entity, "update");
        add(actions, api, "DELETE", base + "/{id}", entity, "delete");
        add(actions, api, "PUT", base + "/{id}/accept", entity, "accept");
    }

    private static void add(
            List<ApiAction> to, String api, String method, String template, String entity, String does) {
        to.add(new ApiAction(to.size(), api, method, template, entity, does));
    }

    private static String entity(String api, int resource) {
        return api.toUpperCase(Locale.ROOT) + resource;
    }

    private static List<EntityRight> rights() {
        List<EntityRight> rights = new ArrayList<>();
        for (String api : ENTITY_APIS) {
            for (int i = 0; i < RESOURCES; i++) {
                String entity = entity(api, i);
                add(rights, entity, "VIEWER", Set.of("read"));
                add(rights, entity, "ADMINISTRATOR", Set.of("create", "read", "update", "delete"));
                add(rights, entity, "ACCEPTER", Set.of("accept"));
            }
        }
        return List.copyOf(rights);
    }

    private static void add(List<EntityRight> to, String entity, String scope, Set<String> operations) {
        to.add(new EntityRight(to.size(), entity + "_" + scope, entity, operations));
    }
}
