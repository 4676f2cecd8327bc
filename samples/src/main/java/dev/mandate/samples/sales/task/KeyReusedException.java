package dev.mandate.samples.sales.task;

/** The same user and app sent the idempotency key with another order before: answered with 422. */
final class KeyReusedException extends RuntimeException {
    KeyReusedException() {
        super("the idempotency key was used for another order");
    }
}
