package dev.mandate.samples.sales.asset;

/** A range of certificate numbers, including both ends; at least one number. */
public record Range(long start, long end) {
    /**
     * The largest certificate number, which is the largest integer that JSON parsers agree on (RFC 8259, section 6).
     */
    public static final long LAST = (1L << 53) - 1;

    public Range {
        if (start < 1 || end < start || end > LAST) {
            throw new IllegalArgumentException("a range must lie in 1 to " + LAST);
        }
    }

    /** Returns the number of certificates. */
    public long size() {
        return end - start + 1;
    }

    public boolean overlaps(Range other) {
        return start <= other.end && other.start <= end;
    }

    /** Returns {@code start-end}, as in messages. */
    public String text() {
        return start + "-" + end;
    }
}
