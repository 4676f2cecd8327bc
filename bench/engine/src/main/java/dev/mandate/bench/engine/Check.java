package dev.mandate.bench.engine;

import java.time.Duration;
import java.util.List;

/**
 * A process of its own that loads one subject and compares its answers with the right ones: {@code Check SUBJECT USERS}. Prints
 * a line {@code loaded SECONDS MIB ANSWERS}, and ends with {@link #WRONG} at the first wrong answer.
 */
final class Check {
    /** Begins the line of a subject that holds the facts. */
    static final String LOADED = "loaded ";

    static final int WRONG = 3;
    static final int TOO_LARGE = 4;
    private static final int ANSWERS = 4_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Check() {}

    /** Exits with what it found. */
    public static void main(String... arguments) {
        System.exit(check(arguments[0], Integer.parseInt(arguments[1])));
    }

    private static int check(String name, int users) {
        try {
            Workload workload = new Workload(users);
            long before = usedBytes();
            long start = System.nanoTime();
            MeasuredEngine subject = MeasuredEngine.named(name);
            subject.load(workload);
            double seconds = (System.nanoTime() - start) / 1e9;
            double mib = Math.max(0, usedBytes() - before) / 1048576.0;
            int answers = compare(subject, workload.questions(ANSWERS));
            System.out.println(LOADED + seconds + " " + mib + " " + answers);
            return answers < 0 ? WRONG : 0;
        } catch (OutOfMemoryError e) {
            return TOO_LARGE;
        } catch (Exception e) {
            throw new IllegalStateException("`" + name + "` could not be asked", e);
        }
    }

    /** How many answers were right until all were asked or time was up; -1 if one was wrong. */
    private static int compare(MeasuredEngine subject, List<Question> questions) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        int right = 0;
        for (Question question : questions) {
            if (subject.prepare(question).allowed() != question.allowed()) {
                System.err.println("wrong answer of `" + subject.name() + "`: " + question);
                return -1;
            }
            right++;
            if (System.nanoTime() > end) {
                break;
            }
        }
        return right;
    }

    /** What is left after collections. */
    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
