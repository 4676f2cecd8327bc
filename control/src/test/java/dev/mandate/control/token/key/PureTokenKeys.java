package dev.mandate.control.token.key;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/** Makes token keys without a log, which their proposals do not ask. */
public final class PureTokenKeys {
    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofDays(90), Duration.ofMinutes(5), Duration.ofMinutes(65));

    private PureTokenKeys() {}

    @SuppressWarnings("NullAway") // a log, its streams and private keys: no proposal asks them
    public static TokenKeys make() {
        Constructor<?> constructor = Arrays.stream(TokenKeys.class.getDeclaredConstructors())
                .filter(c -> c.getParameterCount() == 3)
                .findFirst()
                .orElseThrow();
        constructor.setAccessible(true);
        try {
            return (TokenKeys)
                    constructor.newInstance(new TokenKeys.Platform(null, null, InstantSource.system()), null, SCHEDULE);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("token keys cannot be made", e);
        }
    }
}
