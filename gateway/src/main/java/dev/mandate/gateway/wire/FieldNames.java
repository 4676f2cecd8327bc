package dev.mandate.gateway.wire;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Classifies names of header fields without allocating. Names compare in one spelling, lower-case with {@code _} and {@code .} as
 * {@code -}, because servers behind the gateway may fold them so (RFC 9700, section 4.13).
 */
public final class FieldNames {
    private static final Set<String> HOPS = Set.of(
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "upgrade",
            "http2-settings",
            "expect");

    /**
     * By these a caller could make an upstream believe another address, method, path, host or user. A name that ends with
     * {@code -} is a prefix. docs/upstreams.md lists them.
     */
    public static final Set<String> MISLEADING = Set.of(
            "forwarded",
            "x-forwarded",
            "x-forwarded-",
            "x-real-ip",
            "x-client-ip",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "cf-connecting-ipv6",
            "cf-pseudo-ipv4",
            "fastly-client-ip",
            "fly-client-ip",
            "x-cluster-client-ip",
            "x-originating-ip",
            "x-proxyuser-ip",
            "x-remote-ip",
            "x-remote-addr",
            "x-azure-clientip",
            "x-azure-socketip",
            "x-appengine-user-ip",
            "x-envoy-",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-",
            "x-rewrite-url",
            "x-http-destinationurl",
            "x-host",
            "x-script-name",
            "script-name",
            "path-info",
            "remote-user",
            "x-remote-user",
            "client-cert",
            "client-cert-chain",
            "proxy");

    /** Names of this decoder's own making for HTTP/2, which callers may not send either. */
    private static final String DECODER = "x-http2-";

    private static final String OURS = "mandate-";
    private static final int SLOTS = 1024;

    /** By byte: a character of a name in the one spelling; 0 for what no name has (RFC 9110, section 5.6.2). */
    private static final byte[] FOLDED = new byte[256];

    private static final byte[][] NAMES = new byte[SLOTS][];
    private static final FieldKind[] KINDS = new FieldKind[SLOTS];
    private static final byte[][] PREFIXES;

    static {
        for (int c = 0x21; c < 0x7F; c++) {
            if ("\"(),/:;<=>?@[\\]{}".indexOf(c) < 0) {
                FOLDED[c] = (byte) (c == '_' || c == '.' ? '-' : Character.toLowerCase(c));
            }
        }
        put("host", FieldKind.HOST);
        put("connection", FieldKind.CONNECTION);
        put("content-length", FieldKind.CONTENT_LENGTH);
        put("transfer-encoding", FieldKind.TRANSFER_ENCODING);
        put("keep-alive", FieldKind.KEEP_ALIVE);
        put("authorization", FieldKind.AUTHORIZATION);
        put("mandate-at-least", FieldKind.AT_LEAST);
        put("mandate-revision", FieldKind.REVISION);
        put("mandate-reason", FieldKind.REASON);
        HOPS.forEach(name -> put(name, FieldKind.HOP));
        MISLEADING.stream().filter(name -> !name.endsWith("-")).forEach(name -> put(name, FieldKind.MISLEADING));
        PREFIXES = MISLEADING.stream()
                .filter(name -> name.endsWith("-"))
                .map(FieldNames::ascii)
                .toArray(byte[][]::new);
    }

    private FieldNames() {}

    private static void put(String name, FieldKind kind) {
        byte[] bytes = ascii(name);
        int slot = slot(hash(bytes));
        while (NAMES[slot] != null) {
            slot = (slot + 1) % SLOTS;
        }
        NAMES[slot] = bytes;
        KINDS[slot] = kind;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int hash(byte[] folded) {
        int hash = 0;
        for (byte b : folded) {
            hash = 31 * hash + b;
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 13) & (SLOTS - 1);
    }

    /** Returns the character in the one spelling; 0 if no name has it. */
    static byte folded(byte character) {
        return FOLDED[character & 0xFF];
    }

    /** Returns the kind of a name of one or more characters, each of which {@link #folded} knows. */
    static FieldKind kind(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + FOLDED[bytes[i] & 0xFF];
        }
        for (int slot = slot(hash); NAMES[slot] != null; slot = (slot + 1) % SLOTS) {
            if (NAMES[slot].length == end - start && startsWith(bytes, start, end, NAMES[slot])) {
                return isExact(bytes, start, NAMES[slot]) ? KINDS[slot] : folded(KINDS[slot]);
            }
        }
        return byPrefix(bytes, start, end);
    }

    private static boolean isExact(byte[] bytes, int start, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] == '-' && bytes[start + i] != '-') {
                return false;
            }
        }
        return true;
    }

    /** Returns the kind of a name in another spelling: nobody means it, but a server behind us may take it for the other. */
    private static FieldKind folded(FieldKind kind) {
        return switch (kind) {
            case CONTENT_LENGTH, TRANSFER_ENCODING, KEEP_ALIVE, HOP -> FieldKind.HOP;
            case AT_LEAST, REVISION, REASON, OURS -> FieldKind.OURS;
            case PLAIN, HOST, CONNECTION, AUTHORIZATION, MISLEADING -> kind;
        };
    }

    /** Returns the kind of a name. */
    static FieldKind kind(CharSequence name) {
        if (name instanceof AsciiString text) {
            return kind(text.array(), text.arrayOffset(), text.arrayOffset() + text.length());
        }
        byte[] bytes = ascii(name.toString());
        return kind(bytes, 0, bytes.length);
    }

    private static FieldKind byPrefix(byte[] bytes, int start, int end) {
        byte first = FOLDED[bytes[start] & 0xFF];
        if (first == 'm') {
            return startsWith(bytes, start, end, OURS_BYTES) ? FieldKind.OURS : FieldKind.PLAIN;
        }
        if (first == 'x') {
            if (startsWith(bytes, start, end, DECODER_BYTES)) {
                return FieldKind.HOP;
            }
            for (byte[] prefix : PREFIXES) {
                if (startsWith(bytes, start, end, prefix)) {
                    return FieldKind.MISLEADING;
                }
            }
        }
        return FieldKind.PLAIN;
    }

    private static final byte[] OURS_BYTES = ascii(OURS);
    private static final byte[] DECODER_BYTES = ascii(DECODER);

    private static boolean startsWith(byte[] bytes, int start, int end, byte[] folded) {
        if (end - start < folded.length) {
            return false;
        }
        for (int i = 0; i < folded.length; i++) {
            if (FOLDED[bytes[start + i] & 0xFF] != folded[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the name in the one spelling. */
    public static String spelling(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }
}
