package dev.mandate.gateway.http;

import org.jspecify.annotations.Nullable;

/** What becomes of calls. Used by one event loop. */
public interface CallHandler {
    /** Decides a call and answers it, now or later. */
    void handle(Call call);

    /** Answers a request whose head the decoder rejected; nothing more can be read of the connection. */
    void handleUndecodable(Call call, @Nullable Throwable cause);

    /** Answers a call whose body broke before anybody read it. */
    void handleBroken(Call call, Throwable cause);

    /** The call was answered, or its caller left. */
    void finished(Call call);
}
