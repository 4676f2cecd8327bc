package dev.mandate.samples.operator;

import dev.mandate.samples.form.InvalidFormException;
import java.io.IOException;

/** The operator calls of one service. */
public interface OperatorCalls {
    /**
     * Answers a call.
     *
     * @param call {@code METHOD path}
     * @param body the request body, at most its first 64 KiB
     * @throws InvalidFormException to answer 400
     */
    OperatorAnswer answer(String call, byte[] body) throws IOException;
}
