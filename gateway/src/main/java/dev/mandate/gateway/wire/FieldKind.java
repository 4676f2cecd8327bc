package dev.mandate.gateway.wire;

/** What the name of a header field means to a gateway. */
public enum FieldKind {
    /** Passes on in both directions. */
    PLAIN,
    /** {@code Host}: of the caller's request it names this gateway; the upstream gets its own. */
    HOST,
    /** {@code Connection}: its options name fields that end at the neighbour. */
    CONNECTION,
    /** {@code Content-Length}: each side of the gateway writes its own. */
    CONTENT_LENGTH,
    /** {@code Transfer-Encoding}: likewise. */
    TRANSFER_ENCODING,
    /** {@code Keep-Alive}: of an upstream it says how long a connection may be idle. */
    KEEP_ALIVE,
    /** Ends at the neighbour (RFC 9110, section 7.6.1). */
    HOP,
    /** {@code Authorization}: the caller's token, which no partner's upstream sees. */
    AUTHORIZATION,
    /** {@code Mandate-At-Least}: a caller's demand, for the control plane. */
    AT_LEAST,
    /** {@code Mandate-Revision}: the control plane's answer to a caller. */
    REVISION,
    /** {@code Mandate-Reason}: why an upstream hid a resource. */
    REASON,
    /** Any other name that begins with {@code Mandate-}. */
    OURS,
    /** By it a caller could make an upstream believe another address, method, path, host or user. */
    MISLEADING
}
