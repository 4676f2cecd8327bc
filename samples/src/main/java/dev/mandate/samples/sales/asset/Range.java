package dev.mandate.samples.sales.asset;

/** Certificates by number, both ends included; at least one. */
public record Range(long start, long end) {
    /** The largest number of a certificate: the largest that JSON readers agree on (RFC 8259, section 6). */
    public static final long LAST = (1L << 53) - 1;

    public Range {
        if (start < 1 || end < start || end > LAST) {
            throw new IllegalArgumentException("a range must lie in 1 to " + LAST);
        }
    }

    /** How many certificates these are. */
    public long size() {
        return end - start + 1;
    }

    public boolean overlaps(Range other) {
        return start <= other.end && other.start <= end;
    }

    /** {@code start-end}, as messages name it. */
    public String text() {
        return start + "-" + end;
    }
}
