package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.JsonForm;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.form.SnapshotForm;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last snapshots on disk, each file behind the SHA-256 of its content; a damaged one counts as missing. Snapshots are
 * written when they changed, the moments at which streams were complete each time and last: so a snapshot is never younger
 * than the moment that stands for it says.
 */
final class Store {
    private static final System.Logger LOGGER = System.getLogger(Store.class.getName());
    private static final String MOMENTS = "moments";
    private static final String SUFFIX = ".snapshot";
    private static final String UNFINISHED = ".next";

    /** @param platform the platform's revision that the snapshot may need */
    record Kept(Digest hash, long platform, Bytes snapshot) {}

    /** When each stream was complete, in milliseconds since the epoch. */
    record Moments(Map<TenantId, Long> complete) {}

    private static final JsonForm<Kept> KEPT = JsonForm.of(Kept.class);
    private static final JsonForm<Moments> MOMENTS_FORM = JsonForm.of(Moments.class);

    private final Path folder;
    private final Map<TenantId, Digest> written = new HashMap<>();

    Store(Path folder) throws IOException {
        this.folder = Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** What can be read, tenants only where the platform is as far as they need it. */
    synchronized Map<TenantId, Followed> load() {
        Map<TenantId, Long> complete = read(MOMENTS)
                .flatMap(b -> parsed(() -> MOMENTS_FORM.read(b)))
                .map(Moments::complete)
                .orElse(Map.of());
        Map<TenantId, Followed> all = new HashMap<>();
        Followed platform = load(TenantId.PLATFORM, complete, Long.MAX_VALUE);
        sweep(platform == null ? Set.of() : complete.keySet());
        if (platform == null) {
            return all;
        }
        all.put(TenantId.PLATFORM, platform);
        for (TenantId tenant : complete.keySet()) {
            Followed followed = load(tenant, complete, platform.revision());
            if (followed != null) {
                all.put(tenant, followed);
            }
        }
        return all;
    }

    /** Takes away what was not finished, and what is of no use any more: of tenants dropped just before an end. */
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
            LOGGER.log(System.Logger.Level.WARNING, "the feed's store cannot be swept: " + e.getMessage());
        }
    }

    private @Nullable Followed load(TenantId stream, Map<TenantId, Long> complete, long platform) {
        Optional<Kept> kept = read(stream + SUFFIX).flatMap(b -> parsed(() -> KEPT.read(b)));
        return kept.filter(k -> k.platform() <= platform)
                .flatMap(k -> parsed(() ->
                        Followed.restored(SnapshotForm.read(k.snapshot()), k.hash(), moment(complete.get(stream)))))
                .filter(f -> f.snapshot().stream().equals(stream))
                .orElse(null);
    }

    /** A moment to come is that of a clock that was wrong: no moment at all. */
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
        } catch (MalformedForm e) {
            LOGGER.log(System.Logger.Level.WARNING, "a stored snapshot is left aside: " + e.getMessage());
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
            LOGGER.log(System.Logger.Level.WARNING, "`" + name + "` in the feed's store is damaged and left aside");
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "`" + name + "` is not in the feed's store", e);
        }
        return Optional.empty();
    }

    /** Writes what changed. The map was taken tenants first, the platform last. */
    synchronized void save(Map<TenantId, Followed> all) throws IOException {
        Followed platform = all.getOrDefault(TenantId.PLATFORM, Followed.unknown(TenantId.PLATFORM));
        if (!platform.loaded()) {
            return;
        }
        save(TenantId.PLATFORM, platform, 0);
        Map<TenantId, Long> complete = new HashMap<>();
        for (Map.Entry<TenantId, Followed> entry : all.entrySet()) {
            Followed followed = entry.getValue();
            if (followed.loaded()) {
                boolean own = entry.getKey().equals(TenantId.PLATFORM);
                save(entry.getKey(), followed, own ? 0 : platform.revision());
                Moment moment = followed.complete();
                complete.put(entry.getKey(), moment == null ? 0 : moment.millis());
            }
        }
        write(MOMENTS, MOMENTS_FORM.write(new Moments(complete)));
    }

    private void save(TenantId stream, Followed followed, long platform) throws IOException {
        if (!Objects.equals(followed.hash(), written.get(stream))) {
            Bytes snapshot = SnapshotForm.write(followed.snapshot());
            write(stream + SUFFIX, KEPT.write(new Kept(followed.hash(), platform, snapshot)));
            written.put(stream, followed.hash());
        }
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
