package dev.mandate.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer of HTTP/1.0 or HTTP/1.1, read strictly in one pass (RFC 9112). What two readers could frame differently
 * is refused: several lengths, a length beside a transfer coding, a coding other than {@code chunked}, folded lines, bare CR or
 * LF, and control characters. Other spellings of these names, such as {@code Content_Length}, say nothing and do not pass on.
 *
 * <p>One for each event loop. What it says holds until the next head is read; {@link #copy} keeps it.
 */
public final class AnswerHead {
    /** The longest head, in bytes. */
    public static final int MOST_BYTES = 64 * 1024;

    /** The most fields. */
    static final int MOST_FIELDS = 256;

    /** {@link #read} has not seen the end of the head. */
    public static final int INCOMPLETE = 0;

    /** {@link #read} saw what is no head. */
    public static final int MALFORMED = -1;

    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final int LEAST_LINE = "HTTP/1.1 200\r\n".length();

    private byte[] bytes;
    private int status;
    private int minor;
    private int reasonStart;
    private int reasonEnd;
    private int fields;
    private final int[] nameStart;
    private final int[] nameEnd;
    private final int[] valueStart;
    private final int[] valueEnd;
    private final FieldKind[] kinds;
    private long length;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private Set<String> listed = Set.of();

    public AnswerHead() {
        this(new byte[0], MOST_FIELDS);
    }

    private AnswerHead(byte[] bytes, int room) {
        this.bytes = bytes;
        this.nameStart = new int[room];
        this.nameEnd = new int[room];
        this.valueStart = new int[room];
        this.valueEnd = new int[room];
        this.kinds = new FieldKind[room];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a head from the beginning of the bytes, which are used and not copied.
     *
     * @param available bytes that are there
     * @return the length of the head, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    public int read(byte[] from, int available) {
        bytes = from;
        fields = 0;
        length = -1;
        chunked = false;
        close = false;
        keepAlive = false;
        listed = Set.of();
        if (available < LEAST_LINE) {
            return isBeginning(available) ? INCOMPLETE : MALFORMED;
        }
        int line = statusLine(available);
        if (line <= 0) {
            return line;
        }
        int end = fields(line, available);
        return end > 0 && !isFramedOnce() ? MALFORMED : end;
    }

    /** So that a service that does not speak HTTP is noticed at once. */
    private boolean isBeginning(int available) {
        byte[] version = ascii("HTTP/1.");
        int n = Math.min(available, version.length);
        return Arrays.equals(bytes, 0, n, version, 0, n);
    }

    private boolean isFramedOnce() {
        return !chunked || (length < 0 && minor == 1);
    }

    private int statusLine(int available) {
        boolean version = isBeginning(available) && (bytes[7] == '1' || bytes[7] == '0') && bytes[8] == ' ';
        if (!version || !isDigit(9) || !isDigit(10) || !isDigit(11) || bytes[9] == '0') {
            return MALFORMED;
        }
        minor = bytes[7] - '0';
        status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
        if (bytes[12] != ' ' && bytes[12] != '\r') {
            return MALFORMED;
        }
        int end = endOfText(12, available);
        reasonStart = Math.min(13, end);
        reasonEnd = end;
        return afterLine(end, available);
    }

    private boolean isDigit(int at) {
        return bytes[at] >= '0' && bytes[at] <= '9';
    }

    /** Returns the index of the first byte that no field's value has (RFC 9110, section 5.5). */
    private int endOfText(int start, int available) {
        int i = start;
        while (i < available && isText(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isText(byte b) {
        return (b >= 0x20 && b != 0x7F) || b < 0 || b == '\t';
    }

    /** Returns the index after the CR LF that must stand there, {@link #INCOMPLETE} or {@link #MALFORMED}. */
    private int afterLine(int at, int available) {
        if (at >= available) {
            return INCOMPLETE;
        }
        if (bytes[at] != '\r') {
            return MALFORMED;
        }
        if (at + 1 == available) {
            return INCOMPLETE;
        }
        return bytes[at + 1] == '\n' ? at + 2 : MALFORMED;
    }

    private int fields(int start, int available) {
        int at = start;
        while (at < available && bytes[at] != '\r') {
            at = field(at, available);
            if (at <= 0) {
                return at;
            }
        }
        return afterLine(at, available);
    }

    private int field(int start, int available) {
        int i = start;
        while (i < available && FieldNames.folded(bytes[i]) != 0) {
            i++;
        }
        if (i == available) {
            return INCOMPLETE;
        }
        if (i == start || fields == MOST_FIELDS) {
            return MALFORMED;
        }
        int end = i;
        // a proxy removes it from an answer (RFC 9112, section 5.1)
        i = afterSpace(i, available);
        if (i == available) {
            return INCOMPLETE;
        }
        if (bytes[i] != ':') {
            return MALFORMED;
        }
        int value = afterSpace(i + 1, available);
        int text = endOfText(value, available);
        int next = afterLine(text, available);
        if (next > 0 && !keep(start, end, value, beforeSpace(value, text))) {
            return MALFORMED;
        }
        return next;
    }

    private int afterSpace(int start, int available) {
        int i = start;
        while (i < available && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    private int beforeSpace(int start, int end) {
        int i = end;
        while (i > start && (bytes[i - 1] == ' ' || bytes[i - 1] == '\t')) {
            i--;
        }
        return i;
    }

    private boolean keep(int name, int afterName, int value, int afterValue) {
        FieldKind kind = FieldNames.kind(bytes, name, afterName);
        nameStart[fields] = name;
        nameEnd[fields] = afterName;
        valueStart[fields] = value;
        valueEnd[fields] = afterValue;
        kinds[fields++] = kind;
        return switch (kind) {
            case CONTENT_LENGTH -> takeLength(value, afterValue);
            case TRANSFER_ENCODING -> takeCoding(value, afterValue);
            case CONNECTION -> {
                takeOptions(value, afterValue);
                yield true;
            }
            case PLAIN, HOST, KEEP_ALIVE, HOP, AUTHORIZATION, AT_LEAST, REVISION, REASON, OURS, MISLEADING -> true;
        };
    }

    private boolean takeLength(int start, int end) {
        if (length >= 0 || start == end || end - start > 18) {
            return false;
        }
        long n = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(i)) {
                return false;
            }
            n = 10 * n + bytes[i] - '0';
        }
        length = n;
        return true;
    }

    private boolean takeCoding(int start, int end) {
        boolean first = !chunked;
        chunked = true;
        return first && is(start, end, CHUNKED);
    }

    private void takeOptions(int start, int end) {
        if (is(start, end, CLOSE)) {
            close = true;
        } else if (is(start, end, KEEP_ALIVE)) {
            keepAlive = true;
        } else {
            list(start, end);
        }
    }

    private void list(int start, int end) {
        Set<String> names = new HashSet<>(listed);
        for (String each : text(start, end).split(",", -1)) {
            String option = each.strip();
            close |= option.equalsIgnoreCase("close");
            keepAlive |= option.equalsIgnoreCase("keep-alive");
            names.add(FieldNames.spelling(option));
        }
        listed = names;
    }

    private boolean is(int start, int end, byte[] lowerCase) {
        if (end - start != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if ((bytes[start + i] | 0x20) != lowerCase[i] && bytes[start + i] != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The status code, 100 to 999. */
    public int status() {
        return status;
    }

    /** Returns the reason phrase, which may be empty. */
    public String reason() {
        return text(reasonStart, reasonEnd);
    }

    /** Returns what {@code Content-Length} declares, or -1. */
    public long length() {
        return length;
    }

    /** Whether the body comes in chunks. */
    public boolean isChunked() {
        return chunked;
    }

    /** Whether another request may follow on the connection (RFC 9112, section 9.3). */
    public boolean keepsConnection() {
        return !close && (minor == 1 || keepAlive);
    }

    /** Returns the first value of a kind of field, or null. */
    public @Nullable String first(FieldKind kind) {
        for (int i = 0; i < fields; i++) {
            if (kinds[i] == kind) {
                return text(valueStart[i], valueEnd[i]);
            }
        }
        return null;
    }

    /** Receives the fields that pass on. */
    @FunctionalInterface
    public interface Fields {
        void field(String name, String value);
    }

    /**
     * Gives the fields that a caller gets, in their order.
     *
     * @param keepsRevision whether the answer is the control plane's, whose {@code Mandate-Revision} is meant for the caller
     */
    public void passing(boolean keepsRevision, Fields to) {
        for (int i = 0; i < fields; i++) {
            if (passes(i, keepsRevision)) {
                to.field(text(nameStart[i], nameEnd[i]), text(valueStart[i], valueEnd[i]));
            }
        }
    }

    /** Writes the fields that a caller gets as lines. */
    public void writePassing(boolean keepsRevision, HeadBytes to) {
        for (int i = 0; i < fields; i++) {
            if (passes(i, keepsRevision)) {
                to.add(bytes, nameStart[i], nameEnd[i])
                        .add(':')
                        .add(' ')
                        .add(bytes, valueStart[i], valueEnd[i])
                        .line();
            }
        }
    }

    /** Writes the reason phrase. */
    public void writeReason(HeadBytes to) {
        to.add(bytes, reasonStart, reasonEnd);
    }

    private boolean passes(int field, boolean keepsRevision) {
        boolean passes = switch (kinds[field]) {
            case PLAIN, HOST, AUTHORIZATION, MISLEADING -> true;
            case REVISION -> keepsRevision;
            case CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, KEEP_ALIVE, HOP, AT_LEAST, REASON, OURS -> false;
        };
        return passes && (listed.isEmpty() || !listed.contains(spelling(field)));
    }

    private String spelling(int field) {
        return FieldNames.spelling(text(nameStart[field], nameEnd[field]));
    }

    /** Returns a copy that later heads do not change. */
    public AnswerHead copy() {
        int end = fields == 0 ? reasonEnd : Math.max(reasonEnd, valueEnd[fields - 1]);
        AnswerHead copy = new AnswerHead(Arrays.copyOf(bytes, end), fields);
        copy.status = status;
        copy.minor = minor;
        copy.reasonStart = reasonStart;
        copy.reasonEnd = reasonEnd;
        copy.fields = fields;
        System.arraycopy(nameStart, 0, copy.nameStart, 0, fields);
        System.arraycopy(nameEnd, 0, copy.nameEnd, 0, fields);
        System.arraycopy(valueStart, 0, copy.valueStart, 0, fields);
        System.arraycopy(valueEnd, 0, copy.valueEnd, 0, fields);
        System.arraycopy(kinds, 0, copy.kinds, 0, fields);
        copy.length = length;
        copy.chunked = chunked;
        copy.close = close;
        copy.keepAlive = keepAlive;
        copy.listed = listed;
        return copy;
    }
}
