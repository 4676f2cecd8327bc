package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last snapshots on disk, each file preceded by the SHA-256 of its content. A damaged file counts as missing.
 *
 * <p>Snapshots are written when they changed; the moments of completeness are written every time, and last. So a
 * snapshot is never older than its moment says.
 *
 * <p>A large snapshot takes seconds to write. After that it is left alone for {@value #REST} times as long and keeps
 * the moment of its write, so that a large tenant that changes all the time does not keep a core busy.
 */
final class Store {
    private static final System.Logger LOGGER = System.getLogger(Store.class.getName());
    private static final String MOMENTS = "moments";
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED = ".next";

    /**
     * @param platform the platform's revision that the snapshot needs
     */
    record Kept(Digest hash, long platform, Bytes snapshot) {}

    /** When each stream was complete, in milliseconds since the epoch. */
    record Moments(Map<TenantId, Long> complete) {}

    private static final JsonForm<Kept> KEPT = JsonForm.of(Kept.class);
    private static final JsonForm<Moments> MOMENTS_FORM = JsonForm.of(Moments.class);

    private static final int REST = 20;

    /**
     * What is on disk for a stream.
     *
     * @param complete when it was complete, in milliseconds since the epoch; 0 if unknown
     * @param until the {@link System#nanoTime} before which it is not written again
     */
    private record Written(Digest hash, long complete, long until) {
        boolean rests() {
            return System.nanoTime() - until < 0;
        }
    }

    private final Path folder;
    private final int rest;
    private final Map<TenantId, Written> written = new HashMap<>();

    Store(Path folder) throws IOException {
        this(folder, REST);
    }

    /**
     * @param rest the pause after writing a snapshot, as a multiple of the time that the write took
     */
    Store(Path folder, int rest) throws IOException {
        this.rest = rest;
        this.folder = Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Returns the readable streams; a tenant only if the stored platform has the revision that the tenant needs. */
    synchronized Map<TenantId, StreamState> load() {
        Map<TenantId, Long> complete = read(MOMENTS)
                .flatMap(b -> parsed(() -> MOMENTS_FORM.read(b)))
                .map(Moments::complete)
                .orElse(Map.of());
        Map<TenantId, StreamState> all = new HashMap<>();
        StreamState platform = load(TenantId.PLATFORM, complete, Long.MAX_VALUE);
        sweep(platform == null ? Set.of() : complete.keySet());
        if (platform == null) {
            return all;
        }
        all.put(TenantId.PLATFORM, platform);
        for (TenantId tenant : complete.keySet()) {
            StreamState followed = load(tenant, complete, platform.revision());
            if (followed != null) {
                all.put(tenant, followed);
            }
        }
        return all;
    }

    /** Deletes unfinished files, and files of tenants that were dropped just before the last shutdown. */
    private void sweep(Set<TenantId> kept) {
        Set<String> names = kept.stream().map(t -> t + SUFFIX).collect(Collectors.toSet());
        names.add(TenantId.PLATFORM + SUFFIX);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + SUFFIX + "," + UNFINISHED + "}")) {
            for (Path file : files) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING, "old files in the feed's store cannot be deleted: " + e.getMessage());
        }
    }

    private @Nullable StreamState load(TenantId stream, Map<TenantId, Long> complete, long platform) {
        Optional<Kept> kept = read(stream + SUFFIX).flatMap(b -> parsed(() -> KEPT.read(b)));
        return kept.filter(k -> k.platform() <= platform)
                .flatMap(k -> parsed(() ->
                        StreamState.restored(SnapshotForm.read(k.snapshot()), k.hash(), moment(complete.get(stream)))))
                .filter(f -> f.snapshot().stream().equals(stream))
                .orElse(null);
    }

    /** Converts stored milliseconds; null for a time in the future, which a wrong clock wrote. */
    private static @Nullable Moment moment(@Nullable Long millis) {
        Moment now = Moment.now();
        if (millis == null || millis > now.millis()) {
            return null;
        }
        return new Moment(now.nanos() - (now.millis() - millis) * 1_000_000, millis);
    }

    private static <T> Optional<T> parsed(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "a stored snapshot is ignored and will be fetched again: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(String name) {
        try {
            byte[] all = Files.readAllBytes(folder.resolve(name));
            byte[] content = Arrays.copyOfRange(all, Math.min(Digest.LENGTH, all.length), all.length);
            byte[] sum = Arrays.copyOf(all, Digest.LENGTH);
            if (Digest.of(content).equals(Digest.copyOf(sum))) {
                return Optional.of(content);
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "`" + name + "` in the feed's store is damaged: it is ignored and will be fetched again");
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "`" + name + "` is not in the feed's store", e);
        }
        return Optional.empty();
    }

    /**
     * Writes changed streams. The caller must have read the tenants first and the platform last.
     *
     * @param all whether to write streams that are still in their pause after the last write
     */
    synchronized void save(Map<TenantId, StreamState> streams, boolean all) throws IOException {
        StreamState platform = streams.getOrDefault(TenantId.PLATFORM, StreamState.unknown(TenantId.PLATFORM));
        if (!platform.loaded()) {
            return;
        }
        Map<TenantId, Long> complete = new HashMap<>();
        // INVARIANT: the platform is written whenever it changed, and first, so that it has the revision that any
        // tenant needs
        complete.put(TenantId.PLATFORM, save(TenantId.PLATFORM, platform, 0, true));
        for (Map.Entry<TenantId, StreamState> entry : streams.entrySet()) {
            StreamState followed = entry.getValue();
            if (followed.loaded() && !entry.getKey().equals(TenantId.PLATFORM)) {
                complete.put(entry.getKey(), save(entry.getKey(), followed, platform.revision(), all));
            }
        }
        write(MOMENTS, MOMENTS_FORM.write(new Moments(complete)));
    }

    /** Returns when the state on disk was complete, in milliseconds since the epoch. */
    private long save(TenantId stream, StreamState followed, long platform, boolean now) throws IOException {
        Written before = written.get(stream);
        Moment moment = followed.complete();
        long complete = moment == null ? 0 : moment.millis();
        if (before != null && before.hash().equals(followed.hash())) {
            written.put(stream, new Written(before.hash(), complete, before.until()));
            return complete;
        }
        if (before != null && before.rests() && !now) {
            return before.complete();
        }
        long until = write(stream, followed, platform);
        written.put(stream, new Written(followed.hash(), complete, until));
        return complete;
    }

    /** Returns the {@link System#nanoTime} before which the stream is not written again. */
    private long write(TenantId stream, StreamState followed, long platform) throws IOException {
        long start = System.nanoTime();
        Bytes snapshot = SnapshotForm.write(followed.snapshot());
        write(stream + SUFFIX, KEPT.write(new Kept(followed.hash(), platform, snapshot)));
        long end = System.nanoTime();
        return end + rest * (end - start);
    }

    private void write(String name, byte[] content) throws IOException {
        Path next = folder.resolve(name + UNFINISHED);
        byte[] all = Arrays.copyOf(Digest.of(content).toByteArray(), Digest.LENGTH + content.length);
        System.arraycopy(content, 0, all, Digest.LENGTH, content.length);
        Files.write(next, all);
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    synchronized void forget(TenantId stream) throws IOException {
        written.remove(stream);
        Files.deleteIfExists(folder.resolve(stream + SUFFIX));
    }
}
