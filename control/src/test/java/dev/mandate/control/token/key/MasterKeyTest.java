package dev.mandate.control.token.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private final SecureRandom random = new SecureRandom();
    private final byte[] text = "a private key".getBytes(UTF_8);

    @TempDir
    Path folder = Path.of("");

    @Test
    void opensWhatItSealed() throws Exception {
        MasterKey key = fresh();
        byte[] sealed = key.seal("a", text, random);
        assertThat(key.open("a", sealed)).isEqualTo(text);
        assertThat(new String(sealed, UTF_8)).doesNotContain("private");
        assertThat(key.seal("a", text, random)).isNotEqualTo(sealed);
    }

    @Test
    void opensUnderNoOtherKeyOrName() {
        MasterKey key = fresh();
        byte[] sealed = key.seal("a", text, random);
        assertThatThrownBy(() -> fresh().open("a", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> key.open("b", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void opensNothingThatWasAlteredOrCut() {
        MasterKey key = fresh();
        byte[] sealed = key.seal("a", text, random);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> key.open("a", altered)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> key.open("a", new byte[3])).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void makesAFileThatOnlyItsOwnerReads() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("deep/master.key");
        byte[] sealed = MasterKeyFile.open(file, random).seal("a", text, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKeyFile.open(file, random).open("a", sealed)).isEqualTo(text);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        Path file = folder.resolve("master.key");
        MasterKey made = MasterKeyFile.open(file, random);
        assertThat(made).isNotNull();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> MasterKeyFile.open(file, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all!", "AAAA"})
    void refusesAKeyWithoutRepeatingIt(String base64) {
        assertThatThrownBy(() -> MasterKey.parse(base64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("short")
                .hasMessageNotContaining("not base64");
    }

    private MasterKey fresh() {
        byte[] key = new byte[MasterKey.LENGTH];
        random.nextBytes(key);
        return new MasterKey(key);
    }
}
