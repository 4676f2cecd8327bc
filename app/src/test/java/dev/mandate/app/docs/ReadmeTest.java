package dev.mandate.app.docs;

import dev.mandate.app.up.TestInstallation;
import org.junit.jupiter.api.Test;

/** The README's tour, run line by line against a running installation. */
class ReadmeTest {
    @Test
    void tourRunsLineByLine() throws Exception {
        Tour.after("README.md", "").run(TestInstallation.running().data().getParent());
    }
}
