package dev.mandate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./mandate fuzz chunks}: reads any bytes as a body in chunks, in any split. A slow reader says which bodies are accepted;
 * Netty's decoder reads from an accepted one the same data.
 */
class ChunkReaderFuzzTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int MOST_UNUSED = 8 * 1024;
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})((?:;[\t\\x20-\\x7E\\x80-\\xFF]*)?)");
    private static final Pattern TRAILER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\\x20-\\x7E\\x80-\\xFF]*");

    /** @param plain the bytes of the body without extensions, of which Netty refuses some */
    private record Whole(String data, int end, String plain) {}

    /** What a reader did: it read a body, wants more bytes (neither) or refused them. */
    private record Outcome(String data, int end, boolean complete, boolean refused) {}

    static Stream<byte[]> examples() {
        return Stream.of(
                        "5\r\nhello\r\n0\r\n\r\n",
                        "0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                        "00A\r\n0123456789\r\n1;a=b;c=\"d\"\r\nx\r\n000\r\nX-Sum: 1\r\nY:\r\n\r\n",
                        "1;a=\"\r\nx\r\n0\r\n\r\n",
                        "0;\u00e9\r\n\r\n",
                        "5\r\nhello!\r\n0\r\n\r\n",
                        "5\nhello\n0\n\n",
                        "5\r\nhello\r\n0\r\nbad trailer\r\n\r\n",
                        "5\r\nhello\r\n0\r\nno colon\r\n\r\n",
                        "5\r\nhello\r\n0\r\nX : a\r\n\r\n",
                        "5\r\nhello\r\n0\r\n: a\r\n\r\n",
                        "5\r\nhello\r\n0\r\nX: a\r\n b\r\n\r\n",
                        "5 \r\nhello\r\n0\r\n\r\n",
                        " 5\r\nhello\r\n0\r\n\r\n",
                        "0x5\r\nhello\r\n0\r\n\r\n",
                        "-5\r\nhello\r\n0\r\n\r\n",
                        "0000000000000005\r\nhello\r\n0\r\n\r\n",
                        "fffffffffffffff\r\nhello",
                        "7fffffff\r\nhello",
                        "5;a\nb\r\nhello\r\n0\r\n\r\n",
                        "5;a\rb\r\nhello\r\n0\r\n\r\n",
                        "0;" + "a".repeat(MOST_UNUSED - 1) + "\r\n\r\n",
                        "0;" + "a".repeat(MOST_UNUSED) + "\r\n\r\n",
                        "0\r\nX:" + "a".repeat(MOST_UNUSED) + "\r\n\r\n",
                        "\r\n",
                        ";\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("examples")
    @FuzzTest
    void areReadAsOthersReadThem(byte[] bytes) {
        Outcome atOnce = read(bytes, () -> bytes.length);
        assertThat(read(bytes, () -> 1)).isEqualTo(atOnce);
        Random random = new Random(bytes.length);
        assertThat(read(bytes, () -> 1 + random.nextInt(16))).isEqualTo(atOnce);
        Optional<Whole> slowly = readSlowly(new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(atOnce.complete()).isEqualTo(slowly.isPresent());
        slowly.ifPresent(whole -> {
            assertThat(atOnce).isEqualTo(new Outcome(whole.data(), whole.end(), true, false));
            assertThat(nettyReads(whole.plain() + "more"))
                    .isEqualTo(new Outcome(whole.data(), whole.plain().length(), true, false));
        });
    }

    /** Gives so many bytes at a time. */
    private static Outcome read(byte[] bytes, IntSupplier step) {
        ChunkReader reader = new ChunkReader();
        StringBuilder data = new StringBuilder();
        int given = 0;
        int taken = 0;
        try {
            while (given < bytes.length && !reader.isComplete()) {
                int n = Math.min(step.getAsInt(), bytes.length - given);
                ByteBuf in = Unpooled.wrappedBuffer(bytes, given, n);
                given += n;
                while (in.isReadable() && !reader.isComplete()) {
                    ByteBuf part = reader.next(in);
                    assertThat(part == null || part.isReadable()).isTrue();
                    data.append(part == null ? "" : text(part));
                }
                taken += n - in.readableBytes();
            }
            return new Outcome(data.toString(), reader.isComplete() ? taken : -1, reader.isComplete(), false);
        } catch (ChunkReader.MalformedException refused) {
            return new Outcome(data.toString(), -1, false, true);
        }
    }

    private static String text(ByteBuf part) {
        String text = part.toString(StandardCharsets.ISO_8859_1);
        part.release();
        return text;
    }

    /** Returns the body at the beginning of the text, if one is complete there. */
    private static Optional<Whole> readSlowly(String text) {
        StringBuilder data = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (true) {
            int end = text.indexOf("\r\n", at);
            Matcher line = SIZE.matcher(end < 0 ? "" : text.substring(at, end));
            if (!line.matches() || line.group(2).length() > MOST_UNUSED) {
                return Optional.empty();
            }
            long size = Long.parseLong(line.group(1), 16);
            int start = end + 2;
            plain.append(line.group(1)).append("\r\n");
            if (size == 0) {
                return afterTrailer(text, start)
                        .map(after -> new Whole(data.toString(), after, plain + text.substring(start, after)));
            }
            if (size + 2 > text.length() - start || !text.startsWith("\r\n", start + (int) size)) {
                return Optional.empty();
            }
            at = start + (int) size + 2;
            data.append(text, start, at - 2);
            plain.append(text, start, at);
        }
    }

    private static Optional<Integer> afterTrailer(String text, int from) {
        int at = from;
        int fields = 0;
        for (int end = text.indexOf("\r\n", at); end >= 0; end = text.indexOf("\r\n", at)) {
            if (end == at) {
                // a field counts without its first character and with its CR
                return at - from - 2 * fields > MOST_UNUSED ? Optional.empty() : Optional.of(at + 2);
            }
            if (!TRAILER.matcher(text.substring(at, end)).matches()) {
                return Optional.empty();
            }
            fields++;
            at = end + 2;
        }
        return Optional.empty();
    }

    private static Outcome nettyReads(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int most = 1 << 20;
        EmbeddedChannel netty = new EmbeddedChannel(new HttpResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(most)
                .setMaxHeaderSize(most)
                .setMaxChunkSize(most)));
        StringBuilder data = new StringBuilder();
        boolean complete = false;
        int end = 0;
        try {
            netty.writeInbound(Unpooled.copiedBuffer(HEAD, StandardCharsets.US_ASCII));
            netty.readInbound();
            for (; end < bytes.length && !complete; end++) {
                netty.writeInbound(Unpooled.copiedBuffer(bytes, end, 1));
                for (HttpContent part = netty.readInbound(); part != null; part = netty.readInbound()) {
                    assertThat(part.decoderResult().isSuccess()).isTrue();
                    data.append(text(part.content()));
                    complete |= part instanceof LastHttpContent;
                }
            }
            return new Outcome(data.toString(), end, complete, false);
        } finally {
            netty.finishAndReleaseAll();
        }
    }
}
