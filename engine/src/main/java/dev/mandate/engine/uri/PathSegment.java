package dev.mandate.engine.uri;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** One segment of a path: decoded to what it means, checked, and written again in one way. */
public final class PathSegment {
    /** An escape that a second decoding would turn into a separator, a dot, a control character or another escape. */
    private static final Pattern DOUBLED = Pattern.compile("%(2[EeFf5]|5[Cc]|3[BbFf]|23|[01][0-9A-Fa-f]|7[Ff])");

    private static final String SUB_DELIMS_AND_PCHAR = "!$&'()*+,=:@";
    private static final String UNRESERVED_MARKS = "-._~";

    /** By ASCII character, whether it is {@linkplain #plain(int) plain}. */
    private static final boolean[] PLAIN = plain();

    private PathSegment() {}

    public static String decode(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        refuseIf(raw.indexOf('\\') >= 0, "a backslash");
        refuseIf(raw.indexOf(';') >= 0, "`;`, which some servers read as a parameter");
        refuseIf(raw.indexOf('?') >= 0 || raw.indexOf('#') >= 0, "`?` or `#`, which end a path");
        String decoded = PercentCoding.decode(raw);
        refuseIf(decoded.indexOf('/') >= 0, "an encoded `/`");
        refuseIf(decoded.indexOf('\\') >= 0, "an encoded backslash");
        refuseIf(decoded.indexOf(';') >= 0, "an encoded `;`");
        refuseIf(decoded.codePoints().anyMatch(PathSegment::isNoText), "a control character");
        refuseIf(DOUBLED.matcher(decoded).find(), "a doubled percent-encoding");
        refuseIf(!Normalizer.isNormalized(decoded, Normalizer.Form.NFC), "text that is not in normal form NFC");
        return decoded;
    }

    /** Control characters, and the code points that Unicode reserves for a program's own use. */
    private static boolean isNoText(int c) {
        boolean reserved = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return reserved || Character.isISOControl(c);
    }

    private static void refuseIf(boolean found, String what) {
        if (found) {
            throw new MalformedRequest("the path contains " + what);
        }
    }

    public static String encode(String decoded) {
        if (isPlain(decoded)) {
            return decoded;
        }
        StringBuilder out = new StringBuilder(decoded.length());
        decoded.codePoints().forEach(c -> {
            if (plain(c)) {
                out.append((char) c);
            } else {
                PercentCoding.escape(out, c);
            }
        });
        return out.toString();
    }

    /** Whether all of its characters are: there is nothing to decode, to refuse or to encode. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a path may hold the character as it is, and no reader takes it for anything else. */
    static boolean plain(int c) {
        return c < PLAIN.length && PLAIN[c];
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        for (char c = 0; c < plain.length; c++) {
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            plain[c] = alphanumeric || UNRESERVED_MARKS.indexOf(c) >= 0 || SUB_DELIMS_AND_PCHAR.indexOf(c) >= 0;
        }
        return plain;
    }
}
