package dev.mandate.gateway.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Writes the head of a request to an upstream: which fields of the caller's pass on, and the gateway's own. */
public final class RequestHead {
    /** To whom a request goes. */
    public enum To {
        /** A partner API's upstream, which gets neither the caller's token nor what is meant for Mandate. */
        PARTNER,
        /** The control plane, which reads the token, and waits as the caller demands. */
        CONTROL
    }

    private static final byte[] VERSION = " HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII);

    private RequestHead() {}

    /**
     * Writes the first line, {@code Host}, and the fields that pass on.
     *
     * @param target path and query
     * @param host of the upstream, with its port where that is not the scheme's
     */
    public static void write(CharSequence method, String target, String host, HttpHeaders from, To to, HeadBytes out) {
        out.clear().add(method).add(' ').add(target).add(VERSION).add(host).line();
        Set<String> listed = listed(from);
        for (Iterator<Map.Entry<CharSequence, CharSequence>> i = from.iteratorCharSequence(); i.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> field = i.next();
            CharSequence name = field.getKey();
            if (passes(FieldNames.kind(name), to)
                    && (listed.isEmpty() || !listed.contains(FieldNames.spelling(name.toString())))) {
                out.field(name, field.getValue());
            }
        }
    }

    private static boolean passes(FieldKind kind, To to) {
        return switch (kind) {
            case PLAIN -> true;
            case AUTHORIZATION, AT_LEAST -> to == To.CONTROL;
            case HOST,
                    CONNECTION,
                    CONTENT_LENGTH,
                    TRANSFER_ENCODING,
                    KEEP_ALIVE,
                    HOP,
                    REVISION,
                    REASON,
                    OURS,
                    MISLEADING -> false;
        };
    }

    /** Names that end at this neighbour, as it says (RFC 9110, section 7.6.1). */
    private static Set<String> listed(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONNECTION)) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
            if (!isOption(value)) {
                for (String name : value.split(",", -1)) {
                    names.add(FieldNames.spelling(name.strip()));
                }
            }
        }
        return names;
    }

    private static boolean isOption(String value) {
        return AsciiString.contentEqualsIgnoreCase(value, "keep-alive")
                || AsciiString.contentEqualsIgnoreCase(value, "close");
    }
}
