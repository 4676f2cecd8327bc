package dev.mandate.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    Path parent;

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path open(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        Path made = parent.resolve("made");
        Folder.take(made, "--data").close();
        assertThat(modes(made)).isEqualTo("rwx------");
        Path empty = open("empty");
        Folder.take(empty, "--data").close();
        assertThat(modes(empty)).isEqualTo("rwx------");
    }

    @Test
    void tightensOneOfAnEarlierStart() throws IOException {
        Path folder = open("before");
        Files.createFile(folder.resolve("lock"));
        Files.createFile(folder.resolve("platform.env"));
        Folder.take(folder, "--data").close();
        assertThat(modes(folder)).isEqualTo("rwx------");
    }

    @Test
    void leavesAFolderOfSomethingElse() throws IOException {
        Path folder = open("project");
        Files.createFile(folder.resolve("notes.txt"));
        assertThatThrownBy(() -> Folder.take(folder, "--data"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("run `chmod 700` on it")
                .hasMessageContaining("--data");
        assertThat(modes(folder)).isEqualTo("rwxr-xr-x");
        assertThat(folder.resolve("lock")).doesNotExist();
    }
}
