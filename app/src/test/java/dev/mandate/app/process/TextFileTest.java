package dev.mandate.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    Path folder;

    private static void refuses(Path file, String why) {
        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot read `" + file + "`: " + why);
    }

    @Test
    void readsText() throws IOException {
        String text = "gr\u00fc\u00df \ud83d\ude00\n".repeat(1000);
        assertThat(TextFile.read(Files.writeString(folder.resolve("x"), text))).isEqualTo(text);
        assertThat(TextFile.read(Files.createFile(folder.resolve("empty")))).isEmpty();
    }

    @Test
    void saysWhyThereIsNothingToRead() throws IOException {
        refuses(folder.resolve("none"), "no such file");
        refuses(folder, "is a folder");
        Path file = Files.createFile(folder.resolve("file"));
        refuses(file.resolve("below"), "Not a directory");
        assertThat(Failure.why(new AccessDeniedException("/x"))).isEqualTo("permission denied");
    }

    @Test
    void namesTheFirstByteThatIsNotUtf8() throws IOException {
        byte[] bytes = ("\u00e9" + "x".repeat(809)).getBytes(StandardCharsets.UTF_8);
        byte[] broken = java.util.Arrays.copyOf(bytes, bytes.length + 2);
        broken[811] = (byte) 0xff;
        Path file = Files.write(folder.resolve("x.json"), broken);
        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(Failure.class)
                .hasMessage("`" + file + "` is not UTF-8 at byte 812");
    }

    @Test
    void namesACharacterThatIsCutOff() throws IOException {
        Path file = Files.write(folder.resolve("cut"), new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        assertThatThrownBy(() -> TextFile.read(file)).hasMessage("`" + file + "` is not UTF-8 at byte 2");
    }
}
