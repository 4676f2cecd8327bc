package dev.mandate.control.token.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that private keys are encrypted under at rest: AES-256-GCM, a random nonce of 12 bytes before each text. What is
 * sealed for one name opens for no other.
 */
final class MasterKey {
    static final int LENGTH = 32;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    MasterKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("the master key must be " + LENGTH + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the base64 form.
     *
     * @throws IllegalArgumentException that does not repeat it
     */
    static MasterKey parse(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the master key must be base64 of " + LENGTH + " bytes", e);
        }
        return new MasterKey(key);
    }

    byte[] seal(String name, byte[] text, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(text);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this is a bug: every JDK has " + CIPHER, e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed under another key, for another name, or altered */
    byte[] open(String name, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < NONCE + TAG_BITS / Byte.SIZE) {
            throw new GeneralSecurityException("too short to have been sealed");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("mandate signing key " + name).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
