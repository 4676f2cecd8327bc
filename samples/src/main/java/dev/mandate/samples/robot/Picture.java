package dev.mandate.samples.robot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A picture as SVG text, so that retouching needs no imaging library. */
record Picture(String name, String content) {
    /** Returns the vendor's result: here the picture with a comment appended, different each time. */
    Picture retouched() {
        return new Picture("retouched.svg", content + "<!-- retouched " + UUID.randomUUID() + " -->\n");
    }

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    long length() {
        return bytes().length;
    }

    String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this is a bug: every JDK has MD5", impossible);
        }
    }
}
