package dev.mandate.protocol.json;

import org.jspecify.annotations.Nullable;

/**
 * The place of a value in a document. Its text, such as {@code changes[2].api.id}, is made for messages alone.
 *
 * @param parent null for the document
 * @param member name of the document, or of the member; empty for an item of a list
 * @param item index of the item in its list, from 0; -1 for a member
 */
public record DocumentPlace(@Nullable DocumentPlace parent, String member, int item) {
    private static final int NO_ITEM = -1;

    public static DocumentPlace of(String document) {
        return new DocumentPlace(null, document, NO_ITEM);
    }

    DocumentPlace member(String name) {
        return new DocumentPlace(this, name, NO_ITEM);
    }

    public DocumentPlace item(int index) {
        return new DocumentPlace(this, "", index);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return member;
        }
        return item == NO_ITEM ? parent + "." + member : parent + "[" + item + "]";
    }
}
