package dev.mandate.control.openapi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Valid documents, of which a test changes one thing, and the two ways a reading can end. */
final class Documents {
    /** Of processor time, so that a busy machine does not count; most refusals take a few milliseconds. */
    private static final Duration WELL_UNDER_A_SECOND = Duration.ofMillis(900);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Documents() {}

    /** A document whose paths are given, indented by two. */
    static String withPaths(String paths) {
        return "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0}\npaths:\n" + paths.indent(2);
    }

    /** One `GET /things/{thingId}` with the given `x-mandate` and a query parameter `channel`. */
    static String withMarks(String marks) {
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

    static OpenApiDocument read(String document) {
        return read(document, ReaderLimits.DEFAULT);
    }

    static OpenApiDocument read(String document, ReaderLimits limits) {
        return new OpenApiReader(limits).read(document.getBytes(StandardCharsets.UTF_8));
    }

    static Operation only(OpenApiDocument document) {
        return document.operations().getFirst();
    }

    static List<Finding> problems(String document) {
        return problems(document.getBytes(StandardCharsets.UTF_8), ReaderLimits.DEFAULT);
    }

    static List<Finding> problems(byte[] document, ReaderLimits limits) {
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
    static Finding problem(String document) {
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
