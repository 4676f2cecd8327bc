package dev.mandate.control.openapi.document;

/** The two kinds of wall a parameter may name. */
public enum SpaceKind {
    WORKSPACE("workspace"),
    SALES_CHANNEL("sales-channel");

    private final String word;

    SpaceKind(String word) {
        this.word = word;
    }

    /** As documents and the management API spell it: {@code sales-channel}. */
    public String word() {
        return word;
    }
}
