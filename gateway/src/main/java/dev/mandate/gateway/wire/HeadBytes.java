package dev.mandate.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A head in the making, as bytes. One for each event loop, used for one head at a time. */
public final class HeadBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuf LINE_END = constant("\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");
    private static final int LEAST = 8 * 1024;

    private byte[] bytes = new byte[LEAST];
    private int length;

    /** Forgets everything. */
    public HeadBytes clear() {
        length = 0;
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Adds the low byte of each character: ISO 8859-1. */
    @SuppressWarnings("deprecation") // it copies low bytes, which is what is meant here
    public HeadBytes add(CharSequence text) {
        int n = text.length();
        room(n);
        switch (text) {
            case AsciiString ascii -> System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, length, n);
            case String string -> string.getBytes(0, n, bytes, length);
            default -> text.toString().getBytes(0, n, bytes, length);
        }
        length += n;
        return this;
    }

    public HeadBytes add(byte[] more) {
        return add(more, 0, more.length);
    }

    /** Adds the bytes from one index to before another. */
    public HeadBytes add(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    public HeadBytes add(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Adds a decimal number, 0 or more. */
    public HeadBytes number(long number) {
        room(20);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Adds a line {@code name: value}. */
    public HeadBytes field(CharSequence name, CharSequence value) {
        return add(name).add(':').add(' ').add(value).line();
    }

    /** Ends a line. */
    public HeadBytes line() {
        room(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    /** Returns a new direct buffer with everything so far, and room for more bytes. */
    public ByteBuf buffer(ByteBufAllocator from, int more) {
        return from.directBuffer(length + more).writeBytes(bytes, 0, length);
    }

    private static ByteBuf constant(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(ascii.length).writeBytes(ascii))
                .asReadOnly();
    }

    /** Returns a CR LF, which nobody must release. */
    public static ByteBuf lineEnd() {
        return LINE_END.duplicate();
    }

    /** Returns the last chunk, without a trailer, which nobody must release. */
    public static ByteBuf lastChunk() {
        return LAST_CHUNK.duplicate();
    }

    /** Returns the line that begins a chunk of so many bytes (RFC 9112, section 7.1). */
    public static ByteBuf chunkLine(ByteBufAllocator from, int size) {
        ByteBuf line = from.directBuffer(10);
        boolean begun = false;
        for (int shift = 28; shift >= 0; shift -= 4) {
            int digit = size >>> shift & 0xF;
            begun |= digit != 0;
            if (begun) {
                line.writeByte(HEX[digit]);
            }
        }
        return line.writeByte('\r').writeByte('\n');
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
