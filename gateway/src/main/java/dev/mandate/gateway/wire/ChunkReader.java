package dev.mandate.gateway.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body in chunks strictly (RFC 9112, section 7.1), without the extensions of chunks and without the trailer, which it
 * checks and drops. One for each body.
 */
public final class ChunkReader {
    /** The chunks are malformed: the connection cannot be used any further. */
    public static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    private enum Expected {
        SIZE,
        EXTENSION,
        LINE_FEED_AFTER_SIZE,
        DATA,
        RETURN_AFTER_DATA,
        LINE_FEED_AFTER_DATA,
        TRAILER_LINE,
        NAME_IN_TRAILER,
        VALUE_IN_TRAILER,
        LINE_FEED_IN_TRAILER,
        LAST_LINE_FEED,
        NOTHING
    }

    private static final String NO_FIELD = "a line of the trailer is no field";
    private static final int MOST_DIGITS = 15;

    /** Bytes of all extensions between two chunks, and of the trailer. */
    private static final int MOST_UNUSED = 8 * 1024;

    private Expected expected = Expected.SIZE;
    private int digits;
    private long size;
    private int unused;

    /** Whether the body is complete; what follows it belongs to no body. */
    public boolean isComplete() {
        return expected == Expected.NOTHING;
    }

    /**
     * Takes bytes up to the end of the next piece of data.
     *
     * @return a retained slice of data, or null if there is none before more bytes come or the body ends
     * @throws MalformedException if the bytes are no chunks
     */
    public @Nullable ByteBuf next(ByteBuf in) {
        while (in.isReadable() && expected != Expected.NOTHING) {
            if (expected == Expected.DATA) {
                return data(in);
            }
            take(in.readByte());
        }
        return null;
    }

    private ByteBuf data(ByteBuf in) {
        int n = (int) Math.min(size, in.readableBytes());
        size -= n;
        if (size == 0) {
            expected = Expected.RETURN_AFTER_DATA;
        }
        return in.readRetainedSlice(n);
    }

    private void take(byte b) {
        switch (expected) {
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case LINE_FEED_AFTER_SIZE -> {
                require(b == '\n', "a chunk's size must end with CR LF");
                unused = 0;
                digits = 0;
                expected = size == 0 ? Expected.TRAILER_LINE : Expected.DATA;
            }
            case RETURN_AFTER_DATA -> {
                require(b == '\r', "a chunk is longer than its size");
                expected = Expected.LINE_FEED_AFTER_DATA;
            }
            case LINE_FEED_AFTER_DATA -> {
                require(b == '\n', "a chunk is longer than its size");
                expected = Expected.SIZE;
            }
            case TRAILER_LINE -> {
                boolean over = b == '\r';
                require(over || isName(b), NO_FIELD);
                expected = over ? Expected.LAST_LINE_FEED : Expected.NAME_IN_TRAILER;
            }
            case NAME_IN_TRAILER -> name(b);
            case VALUE_IN_TRAILER -> value(b);
            case LINE_FEED_IN_TRAILER -> {
                require(b == '\n', "a line of the trailer must end with CR LF");
                expected = Expected.TRAILER_LINE;
            }
            case LAST_LINE_FEED -> {
                require(b == '\n', "the trailer must end with CR LF");
                expected = Expected.NOTHING;
            }
            case DATA, NOTHING -> throw new IllegalStateException("this is a bug: no byte is expected here");
        }
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && b > 0) {
            require(++digits <= MOST_DIGITS, "a chunk's size is too long");
            size = size << 4 | digit;
            return;
        }
        require(digits > 0, "a chunk has no size");
        if (b == '\r') {
            expected = Expected.LINE_FEED_AFTER_SIZE;
        } else {
            require(b == ';', "a chunk's size is not well-formed");
            expected = Expected.EXTENSION;
        }
    }

    private void extension(byte b) {
        requireUnused(b);
        if (b == '\r') {
            expected = Expected.LINE_FEED_AFTER_SIZE;
        }
    }

    private static boolean isName(byte b) {
        return FieldNames.folded(b) != 0;
    }

    private void name(byte b) {
        requireUnused(b);
        require(b == ':' || isName(b), NO_FIELD);
        if (b == ':') {
            expected = Expected.VALUE_IN_TRAILER;
        }
    }

    private void value(byte b) {
        requireUnused(b);
        if (b == '\r') {
            expected = Expected.LINE_FEED_IN_TRAILER;
        }
    }

    private void requireUnused(byte b) {
        require(b == '\r' || b == '\t' || (b >= 0x20 && b != 0x7F) || b < 0, "a control character among the chunks");
        require(++unused <= MOST_UNUSED, "extensions of chunks, or the trailer, are too long");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new MalformedException(otherwise);
        }
    }
}
