package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.Documents.problem;
import static dev.mandate.control.openapi.Documents.problems;
import static dev.mandate.control.openapi.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document's own {@code x-mandate}. */
class EntityRolesTest {
    private static final String FORM = "openapi: 3.1.0\npaths: {}\nx-mandate: %s\n";

    @Test
    void readsRolesAndScopes() {
        OpenApiDocument document =
                read(FORM.formatted("{roles: [A_VIEWER, A_B_DOER, X1_Y2], scopes: {A_B_DOER: [do, undo, do]}}"));
        assertThat(document.roles()).containsExactly("A_VIEWER", "A_B_DOER", "X1_Y2");
        assertThat(document.scopes()).isEqualTo(Map.of("A_B_DOER", List.of("do", "undo")));
    }

    @Test
    void isEmptyWithoutRoles() {
        assertThat(read(FORM.formatted("{}")).roles()).isEmpty();
        assertThat(read("openapi: 3.1.0\npaths: {}").scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VIEWER",
                "trader_VIEWER",
                "TRADER_viewer",
                "TRADER-VIEWER",
                "_VIEWER",
                "TRADER_",
                "A__B",
                "1A_B",
                "'A_B '"
            })
    void refusesRolesOfAnotherForm(String role) {
        Finding problem = problem(FORM.formatted("{roles: [" + role + "]}"));
        assertThat(problem.field()).isEqualTo("/x-mandate/roles/0");
        assertThat(problem.message()).contains("must be `{ENTITY}_{SCOPE}` in upper case");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|",
                "null|",
                "{role: []}|/role",
                "{modules: [A]}|/modules",
                "{roles: A_VIEWER}|/roles",
                "{roles: [1]}|/roles/0",
                "{roles: [A_VIEWER, A_VIEWER]}|/roles/1",
                "{scopes: []}|/scopes",
                "{scopes: {A_DOER: [do]}}|/scopes/A_DOER",
                "{roles: [A_DOER], scopes: {A_DOER: []}}|/scopes/A_DOER",
                "{roles: [A_DOER], scopes: {A_DOER: do}}|/scopes/A_DOER",
                "{roles: [A_DOER], scopes: {A_DOER: [DO]}}|/scopes/A_DOER/0",
                "{roles: [A_VIEWER], scopes: {A_VIEWER: [read]}}|/scopes/A_VIEWER",
                "{roles: [A_ADMINISTRATOR], scopes: {A_ADMINISTRATOR: [do]}}|/scopes/A_ADMINISTRATOR"
            })
    void refusesByNameWhatItDoesNotKnow(String marks, String field) {
        assertThat(problems(FORM.formatted(marks)).getFirst().field())
                .isEqualTo("/x-mandate" + (field == null ? "" : field));
    }

    @ParameterizedTest
    @CsvSource({
        "A, read, false",
        "A, create, true",
        "B, delete, false",
        "B, approve, true",
        "C_D, do, false",
        "C_D, read, true",
        "D, do, true"
    })
    void warnsOfNeedsThatNoRoleGrants(String entity, String operation, boolean warned) {
        OpenApiDocument document = read("""
                openapi: 3.1.0
                x-mandate: {roles: [A_VIEWER, B_ADMINISTRATOR, C_D_DOER], scopes: {C_D_DOER: [do]}}
                paths: {/a: {get: {x-mandate: {needs: [{entity: %s, operation: %s}]}}}}
                """.formatted(entity, operation));
        assertThat(document.warnings()).hasSize(warned ? 1 : 0);
    }
}
