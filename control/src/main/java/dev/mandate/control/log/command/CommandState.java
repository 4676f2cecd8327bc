package dev.mandate.control.log.command;

import dev.mandate.control.directory.Directory;
import dev.mandate.engine.View;
import java.util.Objects;

/**
 * Both folds of both streams, at exactly the revisions that the append is conditional on.
 *
 * @param view what decisions need; both the platform's for a command to the platform
 * @param directory of the stream that the command is for
 * @param platform the platform's directory
 */
public record CommandState(View view, Directory directory, Directory platform) {
    public CommandState {
        Objects.requireNonNull(view);
        Objects.requireNonNull(directory);
        Objects.requireNonNull(platform);
    }
}
