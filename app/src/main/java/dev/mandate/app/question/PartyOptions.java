package dev.mandate.app.question;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is asked about: an app, or a user whichever app acts for it. */
final class PartyOptions {
    @Option(names = "--app", paramLabel = "ID", description = "The app that calls.")
    @Nullable
    String app;

    @Option(names = "--user", paramLabel = "ID", description = "The user that is acted for.")
    @Nullable
    String user;

    ParameterPath added(ParameterPath query) {
        return query.with("app", app).with("user", user);
    }
}
