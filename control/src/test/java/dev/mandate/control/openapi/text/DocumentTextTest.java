package dev.mandate.control.openapi.text;

import static dev.mandate.control.openapi.Documents.only;
import static dev.mandate.control.openapi.Documents.problem;
import static dev.mandate.control.openapi.Documents.problems;
import static dev.mandate.control.openapi.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step from bytes to values, honest and hostile. */
class DocumentTextTest {
    private static final String JSON = """
            {"openapi": "3.0.3", "info": {"title": "%s", "version": "1"}, "paths": {}}""";

    @Test
    void readsJsonExactly() {
        // a YAML parser folds U+2028, refuses the tab and does not join the surrogates
        String summary = "a\\/b\\ud83d\\ude00 c\u2028d";
        OpenApiDocument document = read("""
                {\t"openapi": "3.0.3",
                \t"paths": {"/a": {"get": {"operationId": "x\\ud83d\\ude00\\/", "tags": ["%s"]}}}}
                """.formatted("t\\u0061g"));
        assertThat(only(document).operationId()).hasValue("x\uD83D\uDE00/");
        assertThat(only(document).marks().modules()).containsExactly("tag");
        assertThat(read(JSON.formatted(summary)).title()).isEqualTo("a/b\uD83D\uDE00 c d");
    }

    @Test
    void readsYamlAsItsCoreSchemaSays() {
        OpenApiDocument document = read("""
                openapi: 3.1.0
                info: {title: 1.10, version: 2024-01-01}
                paths:
                  /a:
                    get:
                      tags: [no, on, 2024-01-01, 0x1F, "1", !!str 2]
                      responses: {200: {description: ok}, default: {description: no}}
                """);
        assertThat(document.title()).isEqualTo("1.10");
        assertThat(only(document).marks().modules()).containsExactly("no", "on", "2024-01-01", "0x1F", "1", "2");
    }

    @Test
    void readsAliasesAndMergeKeys() {
        OpenApiDocument document = read("""
                openapi: 3.0.0
                x-shared: &shared {tags: [SHARED], operationId: shared}
                paths:
                  /a:
                    get: {<<: *shared, operationId: own}
                    put: {<<: [*shared, {summary: second}]}
                """);
        assertThat(document.operations())
                .extracting(
                        Operation::operationId,
                        Operation::summary,
                        o -> o.marks().modules().getFirst())
                .hasToString("[(Optional[own], Optional.empty, \"SHARED\"),"
                        + " (Optional[shared], Optional[second], \"SHARED\")]");
    }

    @Test
    void readsBeyondAByteOrderMark() {
        assertThat(read("\uFEFF" + JSON.formatted("marked")).title()).isEqualTo("marked");
        assertThat(read("\uFEFFopenapi: 3.1.0\npaths: {}").version()).isEqualTo("3.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi: 3.1.0\npa\0ths: {}", "{\"openapi\": \"3.1.0\",\npa\0"})
    void namesThePlaceOfAControlCharacter(String document) {
        assertThat(problem(document).message())
                .isEqualTo("line 2, column 3: the control character U+0000 is in no document; remove it");
    }

    @Test
    void refusesNothingButNuls() {
        assertThat(problem("\0".repeat(1_000)).message()).startsWith("line 1, column 1: the control character U+0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"openapi\": \"3.1.0\",\n \"paths\": {\"/a\\ud800\": {}}}",
                "openapi: 3.1.0\npaths: {\"/a\\uD800\": {}}",
                "openapi: 3.1.0\ninfo: {title: \"a\\uDC00b\"}"
            })
    void namesThePlaceOfHalfASurrogatePair(String document) {
        assertThat(problem(document).message())
                .startsWith("line 2, column ")
                .contains("half of a surrogate pair; write both halves");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\t", "# only a comment\n", "---\n", "---\n...\n", "null", "~"})
    void refusesWhatIsEmpty(String document) {
        assertThat(problem(document).message()).contains("document is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"openapi\": \"3.0.0\"}]", "- openapi: 3.0.0", "openapi", "42", "true", "\"{}\""})
    void refusesWhatIsNoObject(String document) {
        assertThat(problem(document).message()).contains("must be an object with the member `openapi`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{openapi: 3.1.0, paths: {}}",
                "{\"openapi\": \"3.0.0\", \"paths\": {},}",
                "{\"openapi\": \"3.0.0\", // comment\n \"paths\": {}}",
                "{'openapi': '3.0.0', 'paths': {}}",
                "{\"openapi\": \"3.0.0\", \"paths\": {}",
                "{\"openapi\": 03.0, \"paths\": {}}",
                "{\"openapi\": NaN, \"paths\": {}}",
                "{\"openapi\": \"3.0.0\", \"paths\" {}}",
                "{\"openapi\": \"a\nb\"}",
                "{",
                "{}}"
            })
    void refusesWhatIsAlmostJson(String document) {
        assertThat(problem(document).message()).startsWith("line ").containsAnyOf("strict JSON", "follows the end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openapi: 3.1.0\n\tpaths: {}",
                "openapi: 3.1.0\npaths: [",
                "openapi: 3.1.0\n  paths: {}",
                "openapi: \"3.1.0",
                "openapi: 3.1.0\npaths: *undefined",
                "openapi: 3.1.0\npaths: @at",
                "%YAML 99999999999999999999.1\n---\nopenapi: 3.1.0",
                "openapi: 3.1.0\nx: \"\\ud800\"\npaths: \u0007"
            })
    void refusesWhatIsAlmostYaml(String document) {
        assertThat(problem(document).message())
                .containsAnyOf("not YAML", "names no anchor", "U+0007 is in no document");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {}, \"/a\": {}}}",
                "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {}, \"/\\u0061\": {}}}",
                "openapi: 3.1.0\npaths: {/a: {}, /a: {}}",
                "openapi: 3.1.0\npaths: {/a: {}, \"/a\": {}}",
                "openapi: 3.1.0\npaths: {}\nopenapi: 3.0.0",
                "openapi: 3.1.0\nx: {200: a, \"200\": b}"
            })
    void refusesNamesThatStandTwice(String document) {
        assertThat(problem(document).message()).contains("stands twice in one object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openapi: 3.1.0\npaths: {}\n---\nopenapi: 3.1.0\npaths: {}",
                "openapi: 3.1.0\npaths: {}\n---\n",
                "{\"openapi\": \"3.0.0\", \"paths\": {}} {\"openapi\": \"3.0.0\"}",
                "{\"openapi\": \"3.0.0\", \"paths\": {}}\n---\n"
            })
    void refusesSeveralDocuments(String document) {
        assertThat(problem(document).message()).containsAnyOf("a second document", "follows the end", "strict JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1:1/\"]]]]",
                "openapi: !!java.io.File [/etc/passwd]",
                "openapi: 3.1.0\nx: !!binary aGk=",
                "openapi: 3.1.0\nx: !!set {a, b}",
                "openapi: 3.1.0\nx: !Sub text",
                "openapi: 3.1.0\nx: !!timestamp 2001-99-99",
                "openapi: 3.1.0\n!!merge <<: {}"
            })
    void refusesForeignTags(String document) {
        assertThat(problem(document).message()).contains("is not read; remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openapi: 3.1.0\nx: &a [*a]",
                "openapi: 3.1.0\nx: &a {b: {c: *a}}",
                "&root\nopenapi: 3.1.0\npaths: *root",
                "openapi: 3.1.0\nx: &a {<<: *a}"
            })
    void refusesAliasesInsideThemselves(String document) {
        assertThat(problem(document).message()).contains("contains itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"? [&a [*a]]\n: x", "? {a: b}\n: x", "[a, b]: x", "? *a\n: x"})
    void refusesKeysThatAreNoText(String member) {
        assertThat(problem("openapi: 3.1.0\n" + member).message()).contains("name must be plain text");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(30_000) + "]".repeat(30_000);
        String objects = "{\"a\":".repeat(100_000);
        assertThat(problem("x: " + deep).message()).contains("nested deeper than 200 levels");
        assertThat(problem("{\"x\": " + deep + "}").message()).contains("nested deeper than 200 levels");
        assertThat(problem(objects).message()).contains("nested deeper than 200 levels");
        assertThat(problem("- ".repeat(10_000)).message()).contains("nested deeper than 200 levels");
    }

    @Test
    void readsNestingUpToTheLimit() {
        ReaderLimits ten = ReaderLimits.DEFAULT.withDepth(10);
        for (String form :
                new String[] {"openapi: 3.1.0\npaths: {}\nx: %s", "{\"openapi\": \"3.1.0\", \"paths\": {}, \"x\": %s}"
                }) {
            assertThat(read(form.formatted("[".repeat(9) + "]".repeat(9)), ten).version())
                    .isEqualTo("3.1.0");
            byte[] deeper = form.formatted("[".repeat(10) + "]".repeat(10)).getBytes(StandardCharsets.UTF_8);
            assertThat(problems(deeper, ten)).hasSize(1);
        }
    }

    @Test
    void readsTheDeepestNestingOnASmallStack() throws InterruptedException {
        ReaderLimits deepest = ReaderLimits.DEFAULT.withDepth(500);
        String deep = "[".repeat(499) + "]".repeat(499);
        List<String> versions = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    versions.add(read("openapi: 3.1.0\npaths: {}\nx: " + deep, deepest)
                            .version());
                    versions.add(read("{\"openapi\": \"3.0.0\", \"paths\": {}, \"x\": " + deep + "}", deepest)
                            .version());
                },
                "small stack",
                512 << 10);
        thread.start();
        thread.join();
        assertThat(versions).containsExactly("3.1.0", "3.0.0");
    }

    @Test
    void refusesAliasBombs() {
        StringBuilder laughs = new StringBuilder("openapi: 3.1.0\npaths: {}\na0: &a0 [lol, lol]\n");
        for (int i = 1; i <= 30; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        assertThat(problem(laughs.toString()).message())
                .contains("more than 2000000 values, with every alias written out")
                .contains("`MANDATE_API_DOCUMENT_VALUES`");
    }

    @Test
    void sharesWhatAliasesNameWithinTheLimit() {
        StringBuilder laughs = new StringBuilder("openapi: 3.1.0\npaths: {}\na0: &a0 [lol, lol]\n");
        for (int i = 1; i <= 15; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(read(laughs.toString()).version()).isEqualTo("3.1.0");
    }

    @Test
    void refusesPathsMultipliedByAliases() {
        StringBuilder paths = new StringBuilder("openapi: 3.1.0\nx: &item {get: {}, put: {}, post: {}}\npaths:\n");
        for (int i = 0; i < 5_000; i++) {
            paths.append("  /p%d: *item\n".formatted(i));
        }
        byte[] document = paths.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(problems(document, ReaderLimits.DEFAULT).getLast().message())
                .contains("more than 5000 operations")
                .contains("`MANDATE_API_MOST_OPERATIONS`");
    }

    @Test
    void refusesMergeKeysThatFillTheMemory() {
        StringBuilder merges = new StringBuilder("openapi: 3.1.0\npaths: {}\nbig: &big\n");
        for (int i = 0; i < 5_000; i++) {
            merges.append("  k%d: v\n".formatted(i));
        }
        merges.append("all:\n").append("  - {<<: *big}\n".repeat(500));
        assertThat(problem(merges.toString()).message()).contains("more than 2000000 values");
    }

    @Test
    void countsWhatAliasesAndMergeKeysStandFor() {
        String yaml = "openapi: 3.1.0\npaths: {}\na: &a [1, 2, 3]\nb: &b {x: *a, y: *a}\nc: {<<: *b}\nd: ["
                + "*a, ".repeat(60) + "1]\n";
        assertThat(read(yaml).version()).isEqualTo("3.1.0");
        assertThat(read(yaml, ReaderLimits.DEFAULT.withValues(270)).version()).isEqualTo("3.1.0");
        assertThat(problems(yaml.getBytes(StandardCharsets.UTF_8), ReaderLimits.DEFAULT.withValues(264)))
                .hasSize(1);
        byte[] json = "{\"openapi\": \"3.1.0\", \"paths\": {}, \"x\": [1, 2]}".getBytes(StandardCharsets.UTF_8);
        assertThat(read(new String(json, StandardCharsets.UTF_8), ReaderLimits.DEFAULT.withValues(6))
                        .version())
                .isEqualTo("3.1.0");
        assertThat(problems(json, ReaderLimits.DEFAULT.withValues(5)).getFirst().message())
                .isEqualTo("line 1, column 44: more than 5 values, with every alias written out; split the document or"
                        + " raise `MANDATE_API_DOCUMENT_VALUES`");
    }

    @Test
    void refusesEndlessLinesOfYaml() {
        String line = "x".repeat(4_000_000);
        assertThat(problem("openapi: 3.1.0\npaths: {}\nx: '" + line + "'").message())
                .isEqualTo("line 3, column 1: the line is longer than 65536 characters; break it, send JSON, or raise"
                        + " `MANDATE_API_DOCUMENT_LINE_LENGTH`");
        assertThat(read("openapi: 3.1.0\npaths: {}\nx: |\n" + " yyyyyyyyy\n".repeat(100_000))
                        .version())
                .isEqualTo("3.1.0");
        assertThat(read("{\"openapi\": \"3.1.0\", \"paths\": {}, \"x\": \"" + line + "\"}")
                        .version())
                .isEqualTo("3.1.0");
    }

    @Test
    void refusesOtherEncodings() {
        String text = "openapi: 3.1.0\npaths: {}\n# größe";
        assertThat(problems(text.getBytes(StandardCharsets.UTF_16), ReaderLimits.DEFAULT)
                        .getFirst()
                        .message())
                .contains("not UTF-8");
        assertThat(problems(text.getBytes(StandardCharsets.ISO_8859_1), ReaderLimits.DEFAULT)
                        .getFirst()
                        .message())
                .contains("not UTF-8");
    }

    @Test
    void refusesTooManyBytesUnread() {
        byte[] large = new byte[(16 << 20) + 1];
        assertThat(problems(large, ReaderLimits.DEFAULT).getFirst().message())
                .contains("16777217 bytes, at most 16777216");
    }

    @Test
    void saysWhereTheTextIsWrong() {
        assertThat(problem("openapi: 3.1.0\npaths: {/a: {},\n  /a: {}}").message())
                .startsWith("line 3, column 3: ");
        assertThat(problem("{\n \"a\": 1,\n \"a\": 2}").message()).startsWith("line 3, column ");
    }
}
