package dev.mandate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./mandate fuzz answer}: reads any bytes as the head of an upstream's answer. A slow reader says which heads are accepted;
 * Netty's decoder says what an accepted one means.
 */
class AnswerHeadFuzzTest {
    private static final Pattern FIRST =
            Pattern.compile("HTTP/1\\.([01]) [1-9][0-9]{2}(?: [\t\\x20-\\x7E\\x80-\\xFF]*)?");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*([\t\\x20-\\x7E\\x80-\\xFF]*)");

    private static final String LEAST_LINE = "HTTP/1.1 200\r\n";

    /** So many beginnings of the bytes are read too. */
    private static final int BEGINNINGS = 128;

    static Stream<byte[]> examples() {
        return Stream.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello",
                        "HTTP/1.1 200\r\n\r\n",
                        "HTTP/1.0 304 \r\nConnection: keep-alive\r\nContent-Length: 0007\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
                        "HTTP/1.1 100 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1234567890123456789\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent_Length: 5\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer.Encoding: chunked\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n",
                        "HTTP/1.1 200 OK\nX: a\n\n",
                        "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nX : a \t\r\nY:\r\nZ: \u00e9\r\n\r\n",
                        "HTTP/1.1 200 OK\r\n: a\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nX\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nConnection: close, X-Name\r\nX_Name: a\r\nx-other: b\r\n\r\n",
                        "HTTP/1.0 200 OK\r\nConnection: keep_alive, x\r\n\r\n",
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nMandate-Reason: user\r\nMandate-Revision: 1.2\r\nKeep-Alive: timeout=5\r\n\r\n",
                        "HTTP/1.1 200 OK\r\n" + "a:b\r\n".repeat(AnswerHead.MOST_FIELDS) + "\r\n",
                        "HTTP/1.1 200 OK\r\n" + "a:b\r\n".repeat(AnswerHead.MOST_FIELDS + 1) + "\r\n",
                        "HTTP/1.2 200 OK\r\n\r\n",
                        "HTTP/1.1 099 OK\r\n\r\n",
                        "HTTP/1.1  200 OK\r\n\r\n",
                        "HTTP/1.\r\n\r\n",
                        "SSH-2.0-OpenSSH\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("examples")
    @FuzzTest
    void isReadAsOthersReadIt(byte[] bytes) {
        int available = Math.min(bytes.length, AnswerHead.MOST_BYTES);
        AnswerHead head = new AnswerHead();
        int end = head.read(Arrays.copyOf(bytes, available), available);
        String text = new String(bytes, 0, available, StandardCharsets.ISO_8859_1);
        isAcceptedByRule(text, end);
        beginningsAgree(bytes, available, end, head);
        if (end > 0) {
            meansWhatNettyReads(head, Arrays.copyOf(bytes, end));
            copyIsEqual(head);
        }
    }

    /** What is refused though complete breaks one of the rules of {@link #isWellFormed}, and nothing else is refused. */
    private static void isAcceptedByRule(String text, int end) {
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0 || text.length() < LEAST_LINE.length()) {
            assertThat(end).isNotPositive();
        } else {
            assertThat(end).isEqualTo(isWellFormed(text.substring(0, blank)) ? blank + 4 : AnswerHead.MALFORMED);
        }
    }

    private static boolean isWellFormed(String head) {
        String[] lines = head.split("\r\n", -1);
        Matcher first = FIRST.matcher(lines[0]);
        if (!first.matches() || lines.length > AnswerHead.MOST_FIELDS + 1) {
            return false;
        }
        List<String> lengths = new ArrayList<>();
        List<String> codings = new ArrayList<>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                return false;
            }
            String name = field.group(1).toLowerCase(Locale.ROOT);
            String value = trimmed(field.group(2));
            switch (name) {
                case "content-length" -> lengths.add(value);
                case "transfer-encoding" -> codings.add(value);
                default -> {
                    // says nothing of the body
                }
            }
        }
        return isFramedOnce(lengths, codings, first.group(1).equals("1"));
    }

    private static boolean isFramedOnce(List<String> lengths, List<String> codings, boolean knowsCodings) {
        return switch (codings.size()) {
            case 0 ->
                lengths.isEmpty() || (lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,18}"));
            case 1 -> lengths.isEmpty() && knowsCodings && codings.getFirst().equalsIgnoreCase("chunked");
            default -> false;
        };
    }

    /** Without spaces and tabs around it. */
    private static String trimmed(String value) {
        return value.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    /** However the bytes are split: a head is incomplete until it is complete, and what was refused stays refused. */
    private static void beginningsAgree(byte[] bytes, int available, int end, AnswerHead head) {
        AnswerHead other = new AnswerHead();
        boolean refused = false;
        for (int n = 0; n < available; n += 1 + available / BEGINNINGS) {
            int read = other.read(Arrays.copyOf(bytes, n), n);
            if (end > 0) {
                assertThat(read).isEqualTo(n < end ? AnswerHead.INCOMPLETE : end);
            } else {
                assertThat(read).isEqualTo(read < 0 || refused ? AnswerHead.MALFORMED : AnswerHead.INCOMPLETE);
            }
            refused |= read < 0;
        }
        assertThat(refused && end != AnswerHead.MALFORMED).isFalse();
        if (end > 0) {
            assertThat(other.read(Arrays.copyOf(bytes, end - 1), end - 1)).isEqualTo(AnswerHead.INCOMPLETE);
            assertThat(other.read(Arrays.copyOf(bytes, end), end)).isEqualTo(end);
            assertThat(passing(other)).isEqualTo(passing(head));
        }
    }

    private static void meansWhatNettyReads(AnswerHead head, byte[] bytes) {
        HttpResponse read = nettyReads(bytes);
        assertThat(read.decoderResult().isSuccess()).isTrue();
        assertThat(head.status()).isEqualTo(read.status().code());
        assertThat(trimmed(head.reason())).isEqualTo(trimmed(read.status().reasonPhrase()));
        assertThat(head.length()).isEqualTo(HttpUtil.getContentLength(read, -1L));
        if (mayHaveBody(head.status())) {
            assertThat(head.isChunked()).isEqualTo(HttpUtil.isTransferEncodingChunked(read));
        }
        assertThat(head.keepsConnection()).isEqualTo(HttpUtil.isKeepAlive(read));
        assertThat(passing(head)).isEqualTo(passing(read));
    }

    /** Netty forgets a coding where there is no body. */
    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    private static HttpResponse nettyReads(byte[] bytes) {
        EmbeddedChannel netty = new EmbeddedChannel(new HttpResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(AnswerHead.MOST_BYTES)
                .setMaxHeaderSize(AnswerHead.MOST_BYTES)));
        try {
            netty.writeInbound(Unpooled.wrappedBuffer(bytes));
            HttpResponse read = netty.readInbound();
            assertThat(read).isNotNull();
            return read;
        } finally {
            netty.finishAndReleaseAll();
        }
    }

    private static List<String> passing(AnswerHead head) {
        List<String> lines = new ArrayList<>();
        head.passing(false, (name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    private static List<String> passing(HttpResponse read) {
        Set<String> listed = read.headers().getAll(HttpHeaderNames.CONNECTION).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(option -> FieldNames.spelling(option.strip()))
                .collect(Collectors.toSet());
        return read.headers().entries().stream()
                .filter(field -> passes(field) && !listed.contains(FieldNames.spelling(field.getKey())))
                .map(field -> field.getKey() + ": " + field.getValue())
                .toList();
    }

    private static boolean passes(Map.Entry<String, String> field) {
        return Set.of(FieldKind.PLAIN, FieldKind.HOST, FieldKind.AUTHORIZATION, FieldKind.MISLEADING)
                .contains(FieldNames.kind(field.getKey()));
    }

    private static void copyIsEqual(AnswerHead head) {
        AnswerHead copy = head.copy();
        HeadBytes lines = new HeadBytes();
        copy.writeReason(lines);
        copy.writePassing(false, lines.line());
        List<String> expected = passing(head);
        head.read(new byte[0], 0);
        assertThat(passing(copy)).isEqualTo(expected);
        assertThat(lines.toString())
                .isEqualTo(Stream.concat(Stream.of(copy.reason()), expected.stream())
                        .map(line -> line + "\r\n")
                        .collect(Collectors.joining()));
    }
}
