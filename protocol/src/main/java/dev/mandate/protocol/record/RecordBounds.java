package dev.mandate.protocol.record;

/**
 * What a {@link RecordBuffer} holds and takes.
 *
 * @param records that wait at once, at least 1
 * @param bytes of those as JSON, at least {@link #LEAST_BYTES}
 * @param withoutAppPerMinute records of callers without a verified token that are taken in a minute, 0 for none
 */
public record RecordBounds(int records, long bytes, int withoutAppPerMinute) {
    /** More than any one record takes. */
    public static final int LEAST_BYTES = 65_536;

    public RecordBounds {
        if (records < 1 || bytes < LEAST_BYTES || withoutAppPerMinute < 0) {
            throw new IllegalArgumentException("no bounds: " + records + ", " + bytes + ", " + withoutAppPerMinute);
        }
    }
}
