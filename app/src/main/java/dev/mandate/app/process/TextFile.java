package dev.mandate.app.process;

import dev.mandate.app.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that a user names, in UTF-8. */
public final class TextFile {
    private TextFile() {}

    /**
     * Reads a file.
     *
     * @throws Failure that names the file and says what is wrong: no such file, a folder, no permission, or not UTF-8
     */
    public static String read(Path file) {
        return decoded(file.toString(), bytes(file, ""));
    }

    /**
     * Reads a file.
     *
     * @param otherwise what to do if it cannot be read
     */
    static String read(Path file, String otherwise) {
        return decoded(file.toString(), bytes(file, "; " + otherwise));
    }

    private static byte[] bytes(Path file, String otherwise) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "is a folder" : Failure.why(e);
            throw new Failure("cannot read `" + file + "`: " + why + otherwise, e);
        }
    }

    /**
     * Decodes what was read.
     *
     * @param name what it was read from, for the failure
     * @throws Failure with the first byte that is not UTF-8, counted from 1
     */
    public static String decoded(String name, byte[] bytes) {
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
