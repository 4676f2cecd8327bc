package dev.mandate.client.token;

/** A client secret that only the token endpoint sees; its text form hides it. */
public final class ClientSecret {
    private final String value;

    public ClientSecret(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the client secret is empty");
        }
        this.value = value;
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
