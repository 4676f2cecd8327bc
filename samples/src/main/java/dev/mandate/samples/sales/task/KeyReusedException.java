package dev.mandate.samples.sales.task;

/** An idempotency key that the same user of the same app sent with another order before: answered with 422. */
final class KeyReusedException extends RuntimeException {
    KeyReusedException() {
        super("the idempotency key was used for another order");
    }
}
