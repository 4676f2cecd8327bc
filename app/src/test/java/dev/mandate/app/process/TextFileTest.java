package dev.mandate.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    private static final String SETTING = "MANDATE_API_LARGEST_DOCUMENT";

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

    @Test
    void readsNothingBeyondTheLimit() throws IOException {
        TextFile.Limit four = TextFile.Limit.of(SETTING, Map.of(SETTING, "4"));
        Path file = Files.writeString(folder.resolve("five"), "12345");
        String refused =
                "` has more than 4 bytes, which is the limit; raise `" + SETTING + "` here and at the control plane";
        assertThatThrownBy(() -> TextFile.read(file, four)).hasMessage("`" + file + refused);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> TextFile.standardInput(endless, four)).hasMessage("`-" + refused);
        assertThat(TextFile.read(Files.writeString(folder.resolve("four"), "1234"), four))
                .isEqualTo("1234");
    }

    @Test
    void takesTheLimitOfTheControlPlane() {
        assertThat(TextFile.Limit.of(SETTING, Map.of()).bytes()).isEqualTo(16 << 20);
        assertThat(TextFile.Limit.of("MANDATE_API_LARGEST_BODY", Map.of()).bytes())
                .isEqualTo(1 << 20);
        assertThatThrownBy(() -> TextFile.Limit.of(SETTING, Map.of(SETTING, "8M")))
                .hasMessage("setting `" + SETTING + "` is `8M`: give a whole number of bytes, at least 1");
        assertThatThrownBy(() -> TextFile.Limit.of(SETTING, Map.of(SETTING, "-5")))
                .hasMessage("setting `" + SETTING + "` is `-5`: give a whole number of bytes, at least 1");
        assertThatThrownBy(() -> TextFile.Limit.of(SETTING, Map.of(SETTING, "0")))
                .isInstanceOf(Failure.class);
    }

    @Test
    void refusesALargeFileOfSettings() throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> TextFile.read(file))
                .hasMessage("`" + file + "` has more than 1048576 bytes, which is the limit");
    }
}
