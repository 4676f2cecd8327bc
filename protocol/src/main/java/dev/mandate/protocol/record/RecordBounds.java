package dev.mandate.protocol.record;

/**
 * The capacity of a {@link RecordBuffer}.
 *
 * @param records maximum number of waiting records, at least 1
 * @param bytes maximum bytes of the waiting records as JSON, at least {@link #LEAST_BYTES}
 * @param withoutAppPerMinute maximum number of records a minute of callers without a verified token; 0 for none
 */
public record RecordBounds(int records, long bytes, int withoutAppPerMinute) {
    /** The lowest allowed byte bound; more than any one record takes. */
    public static final int LEAST_BYTES = 65_536;

    public RecordBounds {
        if (records < 1 || bytes < LEAST_BYTES || withoutAppPerMinute < 0) {
            throw new IllegalArgumentException("the bounds of a record buffer are too small: " + records + " records, "
                    + bytes + " bytes, " + withoutAppPerMinute + " a minute without an app");
        }
    }
}
