package dev.mandate.control.feed;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes answers of HTTP/1.1 on as they are, and those of the feed line by line, through something that may muddle them. */
final class HttpLines implements Pipe.Source {
    private static final Pattern LENGTH = Pattern.compile("content-length: *([0-9]+)");

    private final InputStream in;
    private final Pipe out;
    private final Function<String, List<String>> muddle;

    HttpLines(InputStream in, Pipe out, Function<String, List<String>> muddle) {
        this.in = in;
        this.out = out;
        this.muddle = muddle;
    }

    @Override
    public void run() throws IOException {
        while (true) {
            String head = until("\r\n\r\n");
            out.put(bytes(head));
            String small = head.toLowerCase(Locale.ROOT);
            Matcher length = LENGTH.matcher(small);
            if (small.contains("transfer-encoding: chunked")) {
                chunks(small.contains("x-ndjson"));
            } else if (length.find()) {
                out.put(exactly(Integer.parseInt(length.group(1))));
            }
        }
    }

    private void chunks(boolean lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            if (!lines) {
                chunk(chunk);
                continue;
            }
            for (byte b : chunk) {
                line.write(b);
                if (b == '\n') {
                    pass(line);
                    line.reset();
                }
            }
        }
        out.put(bytes("0\r\n\r\n"));
    }

    private void pass(ByteArrayOutputStream line) {
        muddle.apply(line.toString(StandardCharsets.UTF_8).trim()).forEach(l -> chunk(bytes(l + "\n")));
    }

    private byte[] chunk() throws IOException {
        int size = Integer.parseInt(until("\r\n").trim(), 16);
        byte[] chunk = exactly(size);
        exactly(2);
        return chunk;
    }

    private void chunk(byte[] content) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(bytes(Integer.toHexString(content.length) + "\r\n"));
        chunk.writeBytes(content);
        chunk.writeBytes(bytes("\r\n"));
        out.put(chunk.toByteArray());
    }

    private String until(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || text.indexOf(end, text.length() - end.length()) < 0) {
            text.append((char) exactly(1)[0]);
        }
        return text.toString();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] read = in.readNBytes(length);
        if (read.length < length) {
            throw new EOFException();
        }
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
