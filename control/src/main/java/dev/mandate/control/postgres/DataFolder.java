package dev.mandate.control.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an embedded server, held by one process at a time: {@code cluster} with the data, {@code server} with the
 * programs, {@code password} (0600), {@code server.log} of this start, {@code lock} with the name of the start that holds it, and {@code unfinished} while the first
 * start has not succeeded.
 */
final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final long ROOM = 300L << 20;
    /** A segment of the server's log. */
    private static final long LEAST = 16L << 20;

    private final Path folder;
    private final FileChannel lock;
    private final String generation = Secrets.generated();

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is missing, and takes hold of it.
     *
     * @throws DatabaseFailure if it cannot be written, holds something else, or is in use
     */
    static DataFolder take(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        DataFolder taken = null;
        try {
            make(folder);
            boolean fresh = contents(folder).isEmpty();
            taken = new DataFolder(folder, locked(folder));
            if (fresh) {
                Files.createFile(taken.unfinished());
            }
            if (taken.first()) {
                taken.forgetUnfinished();
                taken.checkRoom();
            }
            taken.sign();
            return taken;
        } catch (IOException e) {
            close(taken);
            throw new DatabaseFailure(
                    "the data folder `" + folder + "` cannot be written (" + Lines.why(e)
                            + "): make it writable or choose another",
                    e);
        } catch (DatabaseFailure e) {
            close(taken);
            throw e;
        }
    }

    private static void close(@Nullable DataFolder folder) {
        if (folder != null) {
            folder.close();
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new DatabaseFailure("the data folder `" + folder + "` is a file: choose another", e);
        }
        List<String> names = contents(folder);
        if (!names.isEmpty() && !names.contains("lock")) {
            throw new DatabaseFailure(
                    "the data folder `" + folder + "` holds something else than a database: choose an empty one");
        }
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    /** Held until this process ends, however it ends. */
    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held in this process: the same answer as for another's
        }
        channel.close();
        throw new DatabaseFailure("the data folder `" + folder + "` is in use by another Mandate: stop it first");
    }

    /** From now on whatever acts for an earlier start knows that it is over. */
    private void sign() throws IOException {
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(generation.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** The name of this start, as {@code lock} has it. */
    String generation() {
        return generation;
    }

    Path path() {
        return folder;
    }

    private long room() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Whether there is too little room for the server to start. */
    boolean full() throws IOException {
        return room() < LEAST;
    }

    private void checkRoom() throws IOException {
        long room = room();
        if (room < ROOM) {
            throw new DatabaseFailure("the data folder `" + folder + "` has room for " + (room >> 20) + " MiB: "
                    + (ROOM >> 20) + " MiB are needed");
        }
    }

    /** What a first start left that did not come to its end was never used, and is made anew. */
    private void forgetUnfinished() throws IOException {
        for (Path half : List.of(cluster(), programs())) {
            if (Files.exists(half)) {
                delete(half);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path unfinished() {
        return folder.resolve("unfinished");
    }

    Path cluster() {
        return folder.resolve("cluster");
    }

    Path programs() {
        return folder.resolve("server");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    /** The major release that made the data; empty before the first start. */
    OptionalInt major() throws IOException {
        Path version = cluster().resolve("PG_VERSION");
        return Files.exists(version)
                ? OptionalInt.of(Integer.parseInt(Files.readString(version).strip()))
                : OptionalInt.empty();
    }

    boolean first() {
        return Files.exists(unfinished());
    }

    /** INVARIANT: the mark goes last, as a loss of power may take whatever is not on the disk yet. */
    void finished() throws IOException {
        // the server repairs its data, but neither its programs nor the files next to them
        if (Files.exists(programs())) {
            // else they are those of another server of this process
            sync(programs());
        }
        force(cluster().resolve("pg_hba.conf"));
        force(passwordFile());
        force(folder);
        Files.deleteIfExists(unfinished());
    }

    private static void sync(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(f -> !Files.isSymbolicLink(f)).toList()) {
                force(file);
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The user id that this process writes files as. */
    int owner() throws IOException {
        return (int) Files.getAttribute(folder.resolve("lock"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Generated at the first start. */
    String password() throws IOException {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            // INVARIANT: never readable by others, not even while it is empty
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_FILE));
            Files.writeString(file, Secrets.generated());
        }
        return Files.readString(file).strip();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of `" + folder + "` could not be given back", e);
        }
    }
}
