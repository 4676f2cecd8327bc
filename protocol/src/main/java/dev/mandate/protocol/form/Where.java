package dev.mandate.protocol.form;

import org.jspecify.annotations.Nullable;

/**
 * The place of a value in a document. Its text, such as {@code changes[2].api.id}, is made for messages alone.
 *
 * @param parent null for the document
 * @param member name of the document, or of the member; empty for an item of a list
 * @param item index of the item in its list, from 0; -1 for a member
 */
record Where(@Nullable Where parent, String member, int item) {
    private static final int NO_ITEM = -1;

    static Where of(String document) {
        return new Where(null, document, NO_ITEM);
    }

    Where member(String name) {
        return new Where(this, name, NO_ITEM);
    }

    Where item(int index) {
        return new Where(this, "", index);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return member;
        }
        return item == NO_ITEM ? parent + "." + member : parent + "[" + item + "]";
    }
}
