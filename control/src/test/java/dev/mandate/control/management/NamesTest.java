package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that nobody can be fooled by: visible, and unlike those that there are. */
class NamesTest {
    private static final Studio STUDIO = Studio.open();
    private static final List<String> BUILT_IN = List.of("Owner", "Administrator");

    private final Client owner = STUDIO.owner();

    /** Every kind of thing with a name that is written by a body, and where the name is in it. */
    private record Named(String path, String field, Map<String, Object> rest) {
        Answer with(Client client, String name) {
            Map<String, Object> body = new HashMap<>(rest);
            body.put(field, field.equals("skills") ? List.of(name) : name);
            return field.equals("skills") ? client.put(path, body) : client.post(path, body);
        }
    }

    private static List<Named> everywhere() {
        STUDIO.user("bearer-" + UUID.randomUUID());
        String user = "u-" + UUID.randomUUID();
        return List.of(
                new Named("/api/v1/roles", "name", Map.of()),
                new Named("/api/v1/groups", "name", Map.of()),
                new Named("/api/v1/spaces", "name", Map.of("kind", "workspace")),
                new Named("/api/v1/spaces", "name", Map.of("kind", "sales-channel")),
                new Named("/api/v1/users", "name", Map.of()),
                new Named(STUDIO.user(user) + "/skills", "skills", Map.of()),
                new Named("/api/v1/apps", "name", Map.of("onBehalfOf", user)));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x200B, 0x00AD, 0x3164, 0x202E, 0x2066, 0xFEFF, 0xE0041, 0x200D, 0xFE0F, 0xE0100, 0x034F, 0x115F,
                0x1160, 0xFFA0, 0x180E, 0x2800, 0xE000, 0x0378, 0xFFFF, 0x0007, 0x2028
            })
    void refusesWhatNobodySees(int point) {
        String invisible = Character.toString(point);
        for (Named named : everywhere()) {
            Answer inside = named.with(owner, "Own" + invisible + "er");
            inside.names(named.field());
            assertThat(inside.text("detail")).contains(String.format("U+%04X", point));
        }
        owner.post("/api/v1/roles", Map.of("name", "Owner" + invisible + "x")).names("name");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200B, 0x00AD, 0x3164, 0x00A0, 0x3000, 0x2800, 0x0020, 0x0085})
    void refusesNamesOfNothing(int point) {
        for (Named named : everywhere()) {
            named.with(owner, Character.toString(point).repeat(3)).names(named.field());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Owner",
                "owner",
                "OWNER",
                "Owner ",
                "\u00a0Owner\u3000",
                "\u041ewner",
                "0wner",
                "Administrator",
                "administrator",
                "Adm\u0456nistrator",
                "\uff21dministrator"
            })
    void keepsTheNamesOfBuiltInRoles(String name) {
        owner.post("/api/v1/roles", Map.of("name", name)).is(409, "name_taken");
        String role = STUDIO.add("roles", "role-" + UUID.randomUUID());
        Answer renamed = owner.patch(role, Map.of("name", name));
        assertThat(BUILT_IN)
                .anyMatch(built -> renamed.is(409, "name_taken")
                        .text("detail")
                        .startsWith("another role is called `" + built + "`"));
    }

    @ParameterizedTest
    @CsvSource({"roles", "groups", "spaces", "apps"})
    void keepsNamesOfOneKindApart(String kind) {
        String user = "u-" + UUID.randomUUID();
        STUDIO.user(user);
        String name = "Post " + kind + " " + UUID.randomUUID();
        Map<String, Object> form = new HashMap<>(Map.of("name", name));
        if (kind.equals("spaces")) {
            form.put("kind", "workspace");
        }
        if (kind.equals("apps")) {
            form.put("onBehalfOf", user);
        }
        String path = "/api/v1/" + kind;
        String id = owner.post(path, form).is(201).text("id");
        for (String other : List.of(name.toUpperCase(Locale.ROOT), name.replace("o", "\u043e"), "  " + name)) {
            form.put("name", other);
            owner.post(path, form).is(409, "name_taken");
        }
        owner.patch(path + "/" + id, Map.of("name", name.toUpperCase(Locale.ROOT)))
                .is(200);
        owner.delete(path + "/" + id).is(204);
        form.put("name", name);
        owner.post(path, form).is(201);
    }

    @Test
    void keepsNamesOfConnectorsAndTheirModulesApart() {
        String api = "n-" + UUID.randomUUID();
        Client operator = Control.operator();
        operator.post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                api,
                                "kind",
                                "switch",
                                "upstream",
                                "http://127.0.0.1:9",
                                "basePath",
                                "/" + api,
                                "document",
                                Documents.ONE))
                .is(201);
        Map<String, Object> lines = Map.of("required", List.of("GET /a"), "optional", List.of());
        Map<String, Object> form =
                new HashMap<>(Map.of("id", api, "name", "Post " + api, "api", api, "modules", Map.of("ECOMM", lines)));
        operator.post("/api/v1/connectors", form).is(201);
        operator.post("/api/v1/connectors", form).is(201);
        form.put("id", api + "-2");
        form.put("name", "POST " + api);
        operator.post("/api/v1/connectors", form).is(409, "name_taken");
        form.put("name", "Pos\u200bt " + api);
        operator.post("/api/v1/connectors", form).names("name");
        form.put("name", "Other " + api);
        form.put("modules", Map.of("ECOMM", lines, "Ecomm", lines));
        operator.post("/api/v1/connectors", form).is(409, "name_taken");
        form.put("modules", Map.of("ECO\u00adMM", lines));
        operator.post("/api/v1/connectors", form).names("modules");
        operator.post("/api/v1/tenants", Map.of("id", "t-" + UUID.randomUUID(), "name", "Stu\u200bdio"))
                .names("name");
    }

    @Test
    void takesWhatIsVisible() {
        for (String name : List.of(
                "\u6771\u4eac\u30b9\u30bf\u30b8\u30aa",
                "\u05d0\u05d5\u05d7",
                "Caf\u00e9 & S\u00f6hne",
                "\ud83c\udfac",
                "Na\u00a0me")) {
            owner.post("/api/v1/roles", Map.of("name", name)).is(201);
        }
    }

    /** Prose may join letters, as Persian does, but nothing may change its direction or hide in it. */
    @Test
    void takesJoinersInDescriptions() {
        String user = "u-" + UUID.randomUUID();
        STUDIO.user(user);
        String app = "/api/v1/apps/"
                + STUDIO.register("app-" + UUID.randomUUID(), user).app();
        owner.patch(app, Map.of("description", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u2764\ufe0f"))
                .is(200);
        owner.patch(app, Map.of("description", "a\u202eb")).names("description");
        owner.patch(app, Map.of("description", "a\udb40\udc41b")).names("description");
        owner.patch("/api/v1/users/" + user, Map.of("email", "a\u200bb@example.com"))
                .names("email");
    }
}
