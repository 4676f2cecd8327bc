package dev.mandate.gateway.setting;

/** A setting that stops the start. The message is one line that names the setting and the fix, never a secret. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingException(String message) {
        // a value may hold ends of lines
        super(message.replaceAll("\\p{Cntrl}", "\uFFFD"));
    }
}
