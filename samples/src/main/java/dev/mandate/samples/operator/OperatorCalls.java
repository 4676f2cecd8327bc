package dev.mandate.samples.operator;

import dev.mandate.samples.form.InvalidFormException;
import java.io.IOException;

/** What one service's owner can ask of it. */
public interface OperatorCalls {
    /**
     * Answers a call.
     *
     * @param call {@code METHOD path}
     * @param body as it came, at most 64 KiB of it
     * @throws InvalidFormException for the answer 400
     */
    OperatorAnswer answer(String call, byte[] body) throws IOException;
}
