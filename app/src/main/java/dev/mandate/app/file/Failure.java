package dev.mandate.app.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A failure that a person can act on: its message is the one line that is printed. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Why a file could not be had: messages of the file system's failures are often the bare path. */
    public static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file";
            case NotDirectoryException file -> "is not a folder";
            case FileAlreadyExistsException file -> "is there already, and not as a folder";
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** The line that says why: of the first failure that is more than somebody's wrapping of another. */
    public static String line(Throwable e) {
        Throwable told = e;
        while (told.getCause() != null && wraps(told)) {
            told = told.getCause();
        }
        String message = told.getMessage();
        return message == null
                ? told.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static boolean wraps(Throwable e) {
        return e.getMessage() == null
                || e instanceof ExecutionException
                || e instanceof CompletionException
                || e.getClass().getName().startsWith("org.springframework.");
    }
}
