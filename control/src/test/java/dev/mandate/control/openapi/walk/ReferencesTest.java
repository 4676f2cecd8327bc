package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.Documents.only;
import static dev.mandate.control.openapi.Documents.problem;
import static dev.mandate.control.openapi.Documents.problems;
import static dev.mandate.control.openapi.Documents.read;
import static dev.mandate.control.openapi.Documents.withPaths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.NothingIsFetchedTest;
import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.document.SpaceKind;
import dev.mandate.control.openapi.document.SpaceParameter;
import dev.mandate.control.openapi.text.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References inside the document; those that lead outside are in {@link NothingIsFetchedTest}. */
class ReferencesTest {
    @Test
    void followsOperationsThatAreAllReferences() {
        OpenApiDocument document = read(withPaths("""
                /v2/droplets:
                  get: {$ref: '#/x-operations/list'}
                  post: {$ref: '#/x-operations/create'}
                """) + """
                x-operations:
                  list: {operationId: droplets_list, tags: [Droplets]}
                  create: {$ref: '#/x-operations/real'}
                  real: {operationId: droplets_create, x-mandate: {needs: [{entity: DROPLET, operation: create}]}}
                """);
        assertThat(document.operations())
                .extracting(o -> o.method() + " " + o.operationId().orElseThrow())
                .containsExactly("GET droplets_list", "POST droplets_create");
        assertThat(document.operations().getLast().marks().needs()).containsExactly(new Need("DROPLET", "create"));
    }

    @Test
    void followsPathItemsAndParameters() {
        Operation operation = only(read(withPaths("""
                /a/{id}: {$ref: '#/components/pathItems/A', summary: harmless, x-note: harmless}
                """) + """
                components:
                  pathItems:
                    A:
                      parameters: [{$ref: '#/components/parameters/id'}]
                      get: {x-mandate: {space: {in: path, name: id, kind: workspace}}}
                  parameters:
                    id: {$ref: '#/components/parameters/real'}
                    real: {in: path, name: id, required: true}
                """));
        assertThat(operation.marks().space())
                .hasValue(new SpaceParameter(SpaceParameter.In.PATH, "id", SpaceKind.WORKSPACE, true, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "#/paths/~1a~1{id}/get, /a/{id}",
        "#/paths/~1a~1%7Bid%7D/get, /a/{id}",
        "#/paths/%7E1a%7E1%7bid%7d/get, /a/{id}",
        "#/x/~01/get, /a/{id}",
        "#/x/a%20b+c/get, /a/{id}",
        "#/x/%C3%B6/get, /a/{id}",
        "#/x//get, /a/{id}",
        "#/x/list/1, /a/{id}"
    })
    void decodesPointers(String ref, String path) {
        OpenApiDocument document = read(withPaths("""
                %s: {get: {summary: here}}
                /other: {get: {$ref: '%s'}}
                """.formatted(path, ref)) + """
                x:
                  '~1': {get: {summary: here}}
                  'a b+c': {get: {summary: here}}
                  'ö': {get: {summary: here}}
                  '': {get: {summary: here}}
                  list: [{}, {summary: here}]
                """);
        assertThat(document.operations())
                .extracting(o -> o.summary().orElse(""))
                .containsExactly("here", "here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#/components/pathItems/missing",
                "#/x/~2",
                "#/x/~",
                "#/x/%zz",
                "#/x/%",
                "#/x/%ff",
                "#/x/list/01",
                "#/x/list/-1",
                "#/x/list/5",
                "#/x/list/99999999999",
                "#/x/list/-",
                "#/openapi/3",
                "#/x/through/get"
            })
    void refusesWhatNamesNothing(String ref) {
        Finding problem = problem(withPaths("/a: {$ref: '%s'}".formatted(ref))
                + "x: {list: [{}], through: {$ref: '#/x/real'}, real: {get: {}}}\n");
        assertThat(problem.field()).isEqualTo("/paths/~1a/$ref");
        assertThat(problem.message()).contains("`" + ref + "` names nothing in this document");
    }

    @Test
    void refusesCycles() {
        assertThat(problem(withPaths("/a: {$ref: '#/paths/~1a'}")).message()).contains("leads back to itself");
        assertThat(problem(withPaths("/a: {get: {$ref: '#/x/one'}}") + """
                x: {one: {$ref: '#/x/two'}, two: {$ref: '#/x/one'}}
                """))
                .isEqualTo(new Finding("/x/two/$ref", "`#/x/one` leads back to itself; point it at an object"));
        assertThat(problem(withPaths("/a: {parameters: [{$ref: '#/x'}], get: {}}") + "x: {$ref: '#/%78'}\n")
                        .message())
                .contains("leads back to itself");
    }

    @Test
    void refusesLongChains() {
        StringBuilder chain = new StringBuilder(withPaths("/a: {$ref: '#/x/c0'}") + "x:\n");
        for (int i = 0; i < 1_000; i++) {
            chain.append("  c%d: {$ref: '#/x/c%d'}\n".formatted(i, i + 1));
        }
        assertThat(problem(chain.append("  c1000: {get: {}}\n").toString()).message())
                .contains("more than 16 references in a row");
    }

    @Test
    void refusesAmbiguousNeighbours() {
        assertThat(problem(withPaths("/a: {$ref: '#/x', get: {}}") + "x: {put: {}}\n"))
                .isEqualTo(new Finding(
                        "/paths/~1a/get", "`get` beside `$ref` is ambiguous; move it into what the reference names"));
        assertThat(problem(withPaths("/a: {get: {$ref: '#/x', x-mandate: {self: true}}}") + "x: {}\n")
                        .field())
                .isEqualTo("/paths/~1a/get/x-mandate");
    }

    @Test
    void refusesReferencesThatAreNoText() {
        assertThat(problem(withPaths("/a: {$ref: {}}")))
                .isEqualTo(new Finding("/paths/~1a/$ref", "must be text, is an object"));
        assertThat(problem(withPaths("/a: {get: {$ref: '#'}}")).message()).contains("bundle the document first");
        assertThat(problem(withPaths("/a: {get: {$ref: '#anchor'}}")).message()).contains("bundle the document first");
    }

    @Test
    void refusesTargetsThatAreNoOperation() {
        assertThat(problem(withPaths("/a: {get: {$ref: '#/info/title'}}")).message())
                .contains("must be an object");
        assertThat(problem(withPaths("/a: {$ref: '#/info/title'}")).message()).contains("must be an object");
        assertThat(problems(withPaths("/a: {get: {parameters: [{$ref: '#/info/title'}]}}")))
                .hasSize(2);
    }

    @Test
    void reportsAProblemWhereItStands() {
        assertThat(problem(withPaths("/a: {$ref: '#/x/~1~0'}") + "x: {'/~': {get: {x-mandate: {self: 1}}}}\n")
                        .field())
                .isEqualTo("/x/~1~0/get/x-mandate/self");
    }
}
