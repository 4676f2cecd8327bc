package dev.mandate.app.docs;

import dev.mandate.app.up.TestInstallation;
import org.junit.jupiter.api.Test;

/** The questions of {@code docs/operators.md}, asked line by line of a running installation. */
class QuestionsTest {
    @Test
    void questionsAreAnsweredAsPromised() throws Exception {
        Tour.after("docs/operators.md", "## Asking why, who, what")
                .run(TestInstallation.running().data().getParent());
    }
}
