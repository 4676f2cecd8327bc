package dev.mandate.control.openapi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.control.openapi.text.ReaderLimits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Valid documents, of which a test changes one thing, and the two ways a reading can end. */
public final class Documents {
    /** Of processor time, so that a busy machine does not count; most refusals take a few milliseconds. */
    private static final Duration WELL_UNDER_A_SECOND = Duration.ofMillis(900);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Documents() {}

    /** A document whose paths are given, indented by two. */
    public static String withPaths(String paths) {
        return "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0}\npaths:\n" + paths.indent(2);
    }

    /** One `GET /things/{thingId}` with the given `x-mandate` and a query parameter `channel`. */
    public static String withMarks(String marks) {
        return withPaths("""
                /things/{thingId}:
                  parameters:
                    - {in: path, name: thingId, required: true}
                  get:
                    tags: [SHOP]
                    parameters:
                      - {in: query, name: channel}
                      - {in: query, name: must, required: true}
                      - {in: header, name: hidden}
                    x-mandate: %s
                """.formatted(marks));
    }

    public static OpenApiDocument read(String document) {
        return read(document, ReaderLimits.DEFAULT);
    }

    public static OpenApiDocument read(String document, ReaderLimits limits) {
        return new OpenApiReader(limits).read(document.getBytes(StandardCharsets.UTF_8));
    }

    public static Operation only(OpenApiDocument document) {
        return document.operations().getFirst();
    }

    public static List<Finding> problems(String document) {
        return problems(document.getBytes(StandardCharsets.UTF_8), ReaderLimits.DEFAULT);
    }

    public static List<Finding> problems(byte[] document, ReaderLimits limits) {
        long start = THREADS.getCurrentThreadCpuTime();
        DocumentRefused refused =
                catchThrowableOfType(DocumentRefused.class, () -> new OpenApiReader(limits).read(document));
        Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        if (spent.compareTo(WELL_UNDER_A_SECOND) > 0) {
            throw new AssertionError("the refusal took " + spent.toMillis() + " ms");
        }
        if (refused == null) {
            throw new AssertionError("the document was read, and should have been refused");
        }
        refused.problems().forEach(Documents::requireForm);
        return refused.problems();
    }

    /** The one problem of the document. */
    public static Finding problem(String document) {
        List<Finding> problems = problems(document);
        if (problems.size() != 1) {
            throw new AssertionError("not one problem: " + problems);
        }
        return problems.getFirst();
    }

    private static void requireForm(Finding problem) {
        String message = problem.message();
        boolean pointer = problem.field().isEmpty() || problem.field().startsWith("/");
        if (!pointer || message.isBlank() || message.lines().count() != 1 || Character.isUpperCase(message.charAt(0))) {
            throw new AssertionError("not a pointer and one lower-case line: " + problem);
        }
    }
}
