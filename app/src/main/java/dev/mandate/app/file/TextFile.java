package dev.mandate.app.file;

import dev.mandate.control.ControlSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Text that a user names, in UTF-8. */
public final class TextFile {
    /** A file of settings or secrets is far smaller. */
    private static final Limit SETTINGS = new Limit("", 1 << 20);

    private TextFile() {}

    /**
     * The most bytes read.
     *
     * @param setting name of the setting to raise; empty if fixed
     */
    public record Limit(String setting, int bytes) {
        /**
         * The limit of the control plane's setting: its value in the environment, else its default.
         *
         * @throws Failure if the value is no number of bytes, or less than 1
         */
        public static Limit of(String setting, Map<String, String> environment) {
            String value =
                    environment.getOrDefault(setting, ControlSettings.defaults().getOrDefault(setting, ""));
            try {
                int bytes = Integer.parseInt(value);
                if (bytes > 0) {
                    return new Limit(setting, bytes);
                }
            } catch (NumberFormatException e) {
                throw new Failure(noLimit(setting, value), e);
            }
            throw new Failure(noLimit(setting, value));
        }

        private static String noLimit(String setting, String value) {
            return "setting `" + setting + "` is `" + value + "`: give a whole number of bytes, at least 1";
        }

        private void require(String name, int length) {
            if (length > bytes) {
                String raise = setting.isEmpty() ? "" : "; raise `" + setting + "` here and at the control plane";
                throw new Failure("`" + name + "` has more than " + bytes + " bytes, which is the limit" + raise);
            }
        }
    }

    /**
     * Reads a file of settings, of at most 1 MiB.
     *
     * @throws Failure that names the file and says what is wrong: no such file, a folder, no permission, too large, or not UTF-8
     */
    public static String read(Path file) {
        return read(file, SETTINGS, "");
    }

    /**
     * Reads a file, and nothing of it beyond the limit.
     *
     * @throws Failure as {@link #read(Path)}
     */
    public static String read(Path file, Limit limit) {
        return read(file, limit, "");
    }

    /**
     * Reads a file of settings.
     *
     * @param otherwise what to do if it cannot be read
     */
    public static String read(Path file, String otherwise) {
        return read(file, SETTINGS, "; " + otherwise);
    }

    private static String read(Path file, Limit limit, String otherwise) {
        try (InputStream in = Files.newInputStream(file)) {
            return decoded(file.toString(), bytes(file.toString(), in, limit));
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "is a folder" : Failure.why(e);
            throw new Failure("cannot read `" + file + "`: " + why + otherwise, e);
        }
    }

    /**
     * Reads the standard input, named {@code -}, and nothing of it beyond the limit.
     *
     * @throws Failure if it is too large or not UTF-8
     */
    public static String standardInput(InputStream in, Limit limit) {
        try {
            return decoded("-", bytes("-", in, limit));
        } catch (IOException e) {
            throw new Failure("cannot read the standard input: " + Failure.why(e), e);
        }
    }

    private static byte[] bytes(String name, InputStream in, Limit limit) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(limit.bytes() + 1L, Integer.MAX_VALUE));
        limit.require(name, bytes.length);
        return bytes;
    }

    /**
     * Decodes what was read.
     *
     * @param name what it was read from, for the failure
     * @throws Failure with the first byte that is not UTF-8, counted from 1
     */
    private static String decoded(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw new Failure("`" + name + "` is not UTF-8 at byte " + (in.position() + 1));
        }
        return out.flip().toString();
    }
}
