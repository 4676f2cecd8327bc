package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.Documents.problem;
import static dev.mandate.control.openapi.Documents.read;
import static dev.mandate.control.openapi.Documents.withPaths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.text.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path keys can become templates of the router. */
class PathTemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/pets/",
                "/Accounts/{Sid}.json",
                "/repos/{owner}/compare/{base}...{head}",
                "/files/{id}/thumbnail.{extension}",
                "/a/{id}:cancel",
                "/a/...",
                "/a/.well-known",
                "/a(b)/@me/~x/!$&'*+,=",
                "/gr%C3%B6%C3%9Fe",
                "/{größe}"
            })
    void acceptsWhatRealDocumentsHold(String path) {
        assertThat(read(withPaths("? " + quoted(path) + "\n: {get: {}}")).operations())
                .singleElement()
                .extracting(Operation::path)
                .isEqualTo(path);
    }

    @Test
    void namesTheSegmentWithMoreParametersThanAreCompared() {
        String eight = "{a}-{b}-{c}-{d}-{e}-{f}-{g}-{h}";
        assertThat(read(withPaths("/x/" + eight + ": {get: {}}")).operations()).hasSize(1);
        Finding problem = problem(withPaths("/x/" + eight + "-{i}: {get: {}}"));
        assertThat(problem.field()).startsWith("/paths/~1x~1{a}");
        assertThat(problem.message())
                .contains("has more than 8 parameters in the segment", "{h}-{i}", "put `/` between them");
    }

    @Test
    void namesTheSegmentWithLongerLiteralsThanAreCompared() {
        String half = "y".repeat(128);
        assertThat(read(withPaths("/" + half + "{a}" + half + ": {get: {}}")).operations())
                .hasSize(1);
        assertThat(read(withPaths("/" + half + half + half + "/{a}: {get: {}}")).operations())
                .hasSize(1);
        assertThat(problem(withPaths("/" + half + "{a}" + half + "z: {get: {}}"))
                        .message())
                .contains("has more than 256 characters around the parameters of the segment");
    }

    @Test
    void refusesMoreSegmentsThanAreCompared() {
        assertThat(read(withPaths("/s".repeat(32) + ": {get: {}}")).operations())
                .hasSize(1);
        assertThat(problem(withPaths("/s".repeat(33) + ": {get: {}}")).message())
                .contains("has more than 32 segments; shorten it");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsALongKeyAtOnce() {
        String key = "/" + "*".repeat(200_000) + "{";
        assertThat(problem(withPaths("? " + quoted(key) + "\n: {get: {}}")).message())
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pets",
                "http://host/pets",
                "{id}",
                "//pets",
                "/a//b",
                "/a/../b",
                "/a/./b",
                "/..",
                "/a/.",
                "/a;v=1",
                "/a;/b",
                "/a\\\\b",
                "/a b",
                "/a\\tb",
                "/a\\nb",
                "/a\\0b",
                "/a\\u00a0b",
                "/a\\u202eb",
                "/{a b}",
                "/{a",
                "/a}",
                "/{a}}",
                "/{{a}}",
                "/{}",
                "/{a/b}",
                "/{a}/{a}",
                "/größe",
                "/a%2Fb",
                "/a%2fb",
                "/a%5Cb",
                "/%2e%2e/b",
                "/a%00",
                "/a%3Bb",
                "/a%252Fb",
                "/a%",
                "/a%zz",
                "/<a>",
                "/a|b",
                "/a^b",
                "/a\\\"b"
            })
    void refusesWhatNoRequestCanMatch(String path) {
        Finding problem = problem(withPaths("? \"" + path + "\"\n: {get: {}}"));
        assertThat(problem.field()).startsWith("/paths/");
    }

    @Test
    void refusesEndlessPaths() {
        assertThat(problem(withPaths("? \"/" + "{a}".repeat(10_000) + "\"\n: {get: {}}"))
                        .message())
                .contains("is longer than 2000 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "/responses?beta=true, /responses, ?beta=true",
        "/oauth2/token#refresh, /oauth2/token, #refresh",
        "/a?x#y, /a, ?x#y",
        "/a?{q}, /a, ?{q}",
        "/a?b;c d, /a, ?b;c d"
    })
    void cutsQueryAndFragmentWithAWarning(String key, String path, String cut) {
        OpenApiDocument document = read(withPaths(quoted(key) + ": {get: {}}"));
        assertThat(document.operations())
                .singleElement()
                .extracting(Operation::path)
                .isEqualTo(path);
        assertThat(document.warnings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("`" + cut + "` is cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "/files/{path+}, /files/{path...}",
        "/files/{*path}, /files/{path...}",
        "/files/{**path}, /files/{path...}",
        "/files/{+path}, /files/{path...}",
        "/files/{path:.*}, /files/{path...}",
        "/files/{path:(.+)}, /files/{path...}",
        "/files/{path...}, /files/{path...}",
        "/files/{path=**}, /files/{path...}",
        "/files/**, /files/{rest...}"
    })
    void readsTailsAsFrameworksWriteThem(String key, String path) {
        OpenApiDocument document = read(withPaths(quoted(key) + ": {get: {}}\n/files/{id}: {get: {}}"));
        assertThat(document.operations()).extracting(Operation::path).containsExactly(path, "/files/{id}");
        assertThat(document.warnings())
                .extracting(Finding::message)
                .anyMatch(m -> m.contains(
                        quotedAs(key) + " is imported as " + quotedAs(path) + ", which matches one segment or more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/files/{path+}/meta", "/files/**/meta", "/files/x{path+}", "/{*a}/{*b}", "/files/{path:.*}.json"
            })
    void refusesTailsBeforeTheEndByName(String key) {
        assertThat(problem(withPaths(quoted(key) + ": {get: {}}")).message()).contains(quotedAs(key));
    }

    @ParameterizedTest
    @CsvSource({"/q/*, *", "/q/a**, a**", "/:id, :id", "/users/:id/posts, :id", "/a/*.json/{b}, *.json"})
    void warnsOfWildcardsThatOpenApiReadsAsTheyAre(String key, String segment) {
        OpenApiDocument document = read(withPaths(quoted(key) + ": {get: {}}"));
        assertThat(document.operations()).extracting(Operation::path).containsExactly(key);
        assertThat(document.warnings())
                .extracting(Finding::message)
                .anyMatch(m -> m.startsWith(
                        quotedAs(key) + " has the segment " + quotedAs(segment) + ", which OpenAPI reads as"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/{id}:cancel", "/v1/jobs:run", "/a/{x*}", "/a/**", "/{a}:{b}"})
    void warnsOfNoSegmentThatIsAsItIsMeant(String key) {
        assertThat(read(withPaths(quoted(key) + ": {get: {}}")).warnings())
                .extracting(Finding::message)
                .noneMatch(m -> m.contains("has the segment"));
    }

    @Test
    void warnsOfRegularExpressionsThatAreNotCompared() {
        OpenApiDocument document = read(withPaths("\"/a/{id:[0-9]+}.{ext:json|xml}\": {get: {}}"));
        assertThat(document.operations()).extracting(Operation::path).containsExactly("/a/{id}.{ext}");
        assertThat(document.warnings())
                .extracting(Finding::message)
                .anyMatch(m -> m.contains("regular expressions are not compared"));
        assertThat(read(withPaths("\"/a/{id:[^/]+}\": {get: {}}")).operations())
                .extracting(Operation::path)
                .containsExactly("/a/{id}");
    }

    @Test
    void refusesPathsThatDifferInRegularExpressionsAlone() {
        assertThat(problem(withPaths("\"/a/{id:[0-9]+}\": {get: {}}\n\"/a/{name:[a-z]+}\": {get: {}}"))
                        .message())
                .contains("`GET /a/{name}` and `/a/{id}` differ in regular expressions alone");
    }

    private static String quotedAs(String path) {
        return "`" + path + "`";
    }

    @Test
    void takesPathsThatDifferInNamesAsOneAction() {
        OpenApiDocument document = read(withPaths("""
                /Contacts/{ContactID}:
                  parameters: [{in: path, name: ContactID, required: true}]
                  get: {operationId: byId}
                  post: {}
                /Contacts/{ContactNumber}:
                  parameters: [{in: path, name: ContactNumber, required: true}]
                  get: {operationId: byNumber}
                  put: {}
                """));
        assertThat(document.operations())
                .extracting(o -> o.method() + " " + o.path())
                .containsExactly(
                        "GET /Contacts/{ContactID}", "POST /Contacts/{ContactID}", "PUT /Contacts/{ContactNumber}");
        assertThat(document.warnings())
                .containsExactly(new Finding(
                        "/paths/~1Contacts~1{ContactNumber}/get",
                        "`GET /Contacts/{ContactNumber}` is the same action as `/Contacts/{ContactID}`, which counts"
                                + " with all its marks; remove one of them"));
    }

    @Test
    void takesPathsThatDifferInTheirQueryAsOneAction() {
        OpenApiDocument document =
                read(withPaths("/responses: {get: {summary: first}}\n/responses?beta=true: {get: {}}"));
        assertThat(document.operations())
                .singleElement()
                .matches(o -> o.summary().orElse("").equals("first"));
        assertThat(document.warnings()).hasSize(2);
    }

    @Test
    void keepsPathsApartThatDifferInLiterals() {
        assertThat(read(withPaths("/a/{x}.json: {get: {}}\n/a/{x}: {get: {}}\n/A/{x}: {get: {}}\n/a/{x}/: {get: {}}"))
                        .operations())
                .hasSize(4);
    }

    @Test
    void ignoresExtensionsAmongPaths() {
        assertThat(read(withPaths("x-note: anything\n/a: {get: {}}")).operations())
                .hasSize(1);
    }

    private static String quoted(String path) {
        return "\"" + path + "\"";
    }
}
