package dev.mandate.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsWhatWasWrittenOnce() {
        EnvironmentFile file = EnvironmentFile.read(folder.resolve("demo.env"));
        assertThat(file.once("ID", () -> "first")).isEqualTo("first");
        EnvironmentFile again = EnvironmentFile.read(folder.resolve("demo.env"));
        assertThat(again.once("ID", () -> "second")).isEqualTo("first");
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        EnvironmentFile.read(folder.resolve("demo.env")).set("SECRET", "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("demo.env"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isReadByAShellAsItWasWritten() throws Exception {
        String value = "it's $HOME; `x` \"y\" #z";
        EnvironmentFile.read(folder.resolve("demo.env")).set("VALUE", value);
        Process shell = new ProcessBuilder("bash", "-c", ". ./demo.env; printf %s \"$VALUE\"")
                .directory(folder.toFile())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(value);
        assertThat(EnvironmentFile.read(folder.resolve("demo.env")).get("VALUE"))
                .isEqualTo(value);
    }

    @Test
    void saysWhatToDoAboutAMissingValue() {
        assertThatThrownBy(
                        () -> EnvironmentFile.read(folder.resolve("demo.env")).get("ID"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("`./mandate up`");
    }
}
