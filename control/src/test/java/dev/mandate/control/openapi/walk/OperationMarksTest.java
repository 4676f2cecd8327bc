package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.Documents.only;
import static dev.mandate.control.openapi.Documents.problem;
import static dev.mandate.control.openapi.Documents.problems;
import static dev.mandate.control.openapi.Documents.read;
import static dev.mandate.control.openapi.Documents.withMarks;
import static dev.mandate.control.openapi.Documents.withPaths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.Marks;
import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.document.SpaceKind;
import dev.mandate.control.openapi.document.SpaceParameter;
import dev.mandate.control.openapi.text.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every member of an operation's {@code x-mandate}, right and wrong. */
class OperationMarksTest {
    private static final String PLACE = "/paths/~1things~1{thingId}/get/x-mandate";

    @Test
    void readsEveryMember() {
        Marks marks = marks("""
                {modules: [ECOMM, EDITORIAL], self: true, precedence: 7,
                 needs: [{entity: TRADER, operation: read}, {entity: ASSET, operation: offramp}],
                 space: {in: path, name: thingId, kind: sales-channel}}
                """.replace('\n', ' '));
        assertThat(marks.modules()).containsExactly("ECOMM", "EDITORIAL");
        assertThat(marks.needs()).containsExactly(new Need("TRADER", "read"), new Need("ASSET", "offramp"));
        assertThat(marks.needsProposed()).isFalse();
        assertThat(marks.self()).isTrue();
        assertThat(marks.administrators()).isFalse();
        assertThat(marks.precedence()).isEqualTo(7);
        assertThat(marks.space())
                .hasValue(new SpaceParameter(
                        SpaceParameter.In.PATH, "thingId", SpaceKind.SALES_CHANNEL, true, List.of("channel", "must")));
    }

    @Test
    void proposesNeedsOnlyWhereNothingIsSaid() {
        assertThat(marks("{}").needsProposed()).isTrue();
        assertThat(marks("{}").needs()).containsExactly(new Need("THING", "read"));
        for (String said : List.of("{needs: []}", "{self: true}", "{administrators: true}")) {
            assertThat(marks(said).needsProposed()).isFalse();
            assertThat(marks(said).needs()).isEmpty();
        }
    }

    @Test
    void letsModulesReplaceTags() {
        assertThat(marks("{}").modules()).containsExactly("SHOP");
        assertThat(marks("{modules: [B, B]}").modules()).containsExactly("B");
        assertThat(marks("{modules: []}").modules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"channel, false", "must, true"})
    void findsTheSpaceInTheQuery(String name, boolean required) {
        assertThat(marks("{space: {in: query, name: " + name + ", kind: workspace}}")
                        .space())
                .hasValue(new SpaceParameter(
                        SpaceParameter.In.QUERY,
                        name,
                        SpaceKind.WORKSPACE,
                        required,
                        List.of(required ? "channel" : "must")));
    }

    @Test
    void letsAnOperationOverrideItsPathItem() {
        Operation operation = only(read(withPaths("""
                /a:
                  parameters: [{in: query, name: w, required: false}]
                  get:
                    parameters: [{in: query, name: w, required: true}]
                    x-mandate: {space: {in: query, name: w, kind: workspace}}
                """)));
        assertThat(operation.marks().space())
                .hasValueSatisfying(space -> assertThat(space.required()).isTrue());
    }

    @Test
    void takesAPathParameterAsRequired() {
        Operation operation = only(read(withPaths("""
                /a/{w}:
                  parameters: [{in: path, name: w, required: false}]
                  get: {x-mandate: {space: {in: path, name: w, kind: workspace}}}
                """)));
        assertThat(operation.marks().space())
                .hasValueSatisfying(space -> assertThat(space.required()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "query, thingId",
        "path, channel",
        "query, hidden",
        "path, hidden",
        "query, nowhere",
        "path, ''",
        "query, Channel"
    })
    void refusesASpaceThatNothingDeclares(String in, String name) {
        Finding problem = problem(withMarks("{space: {in: %s, name: '%s', kind: workspace}}".formatted(in, name)));
        assertThat(problem.field()).isEqualTo(PLACE + "/space/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{w}-{n}", "{n}-{w}", "{w}{n}", "{w}.{n}.json", "{n}:{w}:{m}"})
    void refusesASpaceThatSharesItsSegment(String segment) {
        Finding problem = problem(withSpaceIn(segment));
        assertThat(problem.field()).endsWith("/get/x-mandate/space/name");
        assertThat(problem.message())
                .isEqualTo(
                        "`w` names a space and shares its segment with another parameter, so a request can be read as for"
                                + " two spaces; give it a segment of its own, or take a query parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{w}", "{w}.json", "in-{w}", "{n}-{m}/{w}", "{w...}"})
    void takesASpaceThatIsAloneInItsSegment(String segment) {
        assertThat(only(read(withSpaceIn(segment))).marks().space()).isPresent();
    }

    private static String withSpaceIn(String segment) {
        return withPaths("""
                "/a/%s":
                  get:
                    parameters: [{in: path, name: w}, {in: path, name: n}, {in: path, name: m}]
                    x-mandate: {space: {in: path, name: w, kind: workspace}}
                """.formatted(segment));
    }

    @Test
    void refusesASpaceThatThePathDoesNotHold() {
        assertThat(problem(withPaths("""
                /a:
                  get:
                    parameters: [{in: path, name: w, required: true}]
                    x-mandate: {space: {in: path, name: w, kind: workspace}}
                """)).message())
                .contains("`w` is not a path parameter that this operation declares");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|",
                "text|",
                "null|",
                "{colour: red}|/colour",
                "{Modules: []}|/Modules",
                "{modules: ECOMM}|/modules",
                "{modules: {}}|/modules",
                "{modules: null}|/modules",
                "{modules: [1]}|/modules/0",
                "{modules: [A, '']}|/modules/1",
                "{needs: {}}|/needs",
                "{needs: null}|/needs",
                "{needs: [TRADER]}|/needs/0",
                "{needs: [{entity: A, operation: read, scope: x}]}|/needs/0/scope",
                "{needs: [{entity: trader, operation: read}]}|/needs/0/entity",
                "{needs: [{entity: 1, operation: read}]}|/needs/0/entity",
                "{needs: [{entity: A, operation: READ}]}|/needs/0/operation",
                "{needs: [{entity: A, operation: true}]}|/needs/0/operation",
                "{needs: [{entity: A}]}|/needs/0",
                "{needs: [{operation: read}]}|/needs/0",
                "{space: channel}|/space",
                "{space: null}|/space",
                "{space: {in: query, name: channel}}|/space",
                "{space: {in: query, kind: workspace}}|/space",
                "{space: {name: channel, kind: workspace}}|/space",
                "{space: {in: header, name: hidden, kind: workspace}}|/space/in",
                "{space: {in: Query, name: channel, kind: workspace}}|/space/in",
                "{space: {in: query, name: channel, kind: tenant}}|/space/kind",
                "{space: {in: query, name: channel, kind: WORKSPACE}}|/space/kind",
                "{space: {in: query, name: channel, kind: workspace, required: true}}|/space/required",
                "{self: yes}|/self",
                "{self: 'true'}|/self",
                "{self: 1}|/self",
                "{self: null}|/self",
                "{administrators: []}|/administrators",
                "{administrators: true, self: true}|",
                "{administrators: true, needs: [{entity: A, operation: read}]}|",
                "{precedence: high}|/precedence",
                "{precedence: 1.5}|/precedence",
                "{precedence: 1e3}|/precedence",
                "{precedence: '1'}|/precedence",
                "{precedence: 2147483648}|/precedence",
                "{roles: [A_VIEWER]}|/roles"
            })
    void refusesByNameWhatItDoesNotKnow(String marks, String field) {
        List<String> fields =
                problems(withMarks(marks)).stream().map(Finding::field).toList();
        assertThat(fields).contains(PLACE + (field == null ? "" : field));
    }

    @Test
    void refusesMarksOnThePathItem() {
        assertThat(problem(withPaths("/a: {x-mandate: {administrators: true}, get: {}}")))
                .isEqualTo(new Finding(
                        "/paths/~1a/x-mandate",
                        "stands on the document and on operations; move it into each operation"));
    }

    @Test
    void refusesEndlessLists() {
        String needs = "{entity: A, operation: read}, ".repeat(201);
        assertThat(problem(withMarks("{needs: [" + needs + "]}")).message()).contains("has 201 entries; at most 200");
    }

    @Test
    void readsFlagsThatAreFalse() {
        assertThat(marks("{self: false, administrators: false}").needsProposed())
                .isTrue();
    }

    private static Marks marks(String marks) {
        return only(read(withMarks(marks))).marks();
    }
}
