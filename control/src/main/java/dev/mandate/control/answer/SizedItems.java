package dev.mandate.control.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.util.RawValue;

/** The items of one page, taken one by one until the page has so many bytes. Mutable, for one thread. */
public final class SizedItems {
    private final List<RawValue> items = new ArrayList<>();
    private final int most;
    private long bytes;

    /**
     * @param most bytes of all items; a first item that is larger is taken as well
     */
    public SizedItems(int most) {
        this.most = most;
    }

    /** Takes an item in JSON; returns false, and leaves it out, if it is not the first and does not fit. */
    public boolean add(byte[] written) {
        if (!items.isEmpty() && bytes + written.length > most) {
            return false;
        }
        bytes += written.length;
        items.add(new RawValue(new String(written, StandardCharsets.UTF_8)));
        return true;
    }

    /** Returns the items that were taken, in JSON. */
    public List<RawValue> items() {
        return List.copyOf(items);
    }
}
