package dev.mandate.app.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    @TempDir
    private Path folder;

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "rw-------", "rwx------"})
    void takesWhatOnlyItsOwnerMayUse(String permissions) throws IOException {
        Path file = file(permissions);
        assertThatCode(() -> SecretFile.require(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void refusesWhatOthersMayUse(String permissions) throws IOException {
        Path file = file(permissions);
        assertThatThrownBy(() -> SecretFile.require(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("others may read the secret");
    }
}
