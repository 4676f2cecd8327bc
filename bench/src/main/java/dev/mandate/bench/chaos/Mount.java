package dev.mandate.bench.chaos;

import dev.mandate.bench.process.Broken;
import dev.mandate.bench.process.Shell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A small file system of its own, for root alone. */
final class Mount implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final int PATIENCE = 50;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path folder;

    private Mount(Path folder) {
        this.folder = folder;
    }

    private static Path made(Path folder) throws IOException, InterruptedException {
        if (!Shell.root()) {
            throw new Broken("this run mounts a file system: start it as root");
        }
        return Files.createDirectories(folder);
    }

    static Mount tmpfs(Path folder, int mib) throws IOException, InterruptedException {
        Shell.must(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + mib + "m",
                "tmpfs",
                made(folder).toString());
        return new Mount(folder);
    }

    /** An ext4 in a file, which turns read-only at the first error. */
    static Mount ext4(Path folder, int mib) throws IOException, InterruptedException {
        Path image = made(folder).resolveSibling(folder.getFileName() + ".img");
        Shell.must("truncate", "-s", mib + "M", image.toString());
        Shell.must("mkfs.ext4", "-q", image.toString());
        Shell.must("mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
        return new Mount(folder);
    }

    Path path() {
        return folder;
    }

    /** Makes the kernel meet an error, upon which the file system is read-only until it was checked. */
    void fail() throws IOException, InterruptedException {
        Path device = Path.of(Shell.must("findmnt", "-n", "-o", "SOURCE", folder.toString()))
                .getFileName();
        try {
            Files.writeString(Path.of("/sys/fs/ext4/" + device + "/trigger_fs_error"), "chaos");
        } catch (IOException readOnlyAlready) {
            // the kernel answers the write with the error that it just made
        }
    }

    /** Takes it off, checks it and mounts it again, read-only or not. */
    void again(boolean readOnly) throws IOException, InterruptedException {
        Path image = folder.resolveSibling(folder.getFileName() + ".img");
        Shell.must("umount", folder.toString());
        new ProcessBuilder("e2fsck", "-fy", image.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Shell.must(
                "mount", "-o", "loop,errors=remount-ro" + (readOnly ? ",ro" : ""), image.toString(), folder.toString());
    }

    /** Leaves no byte free; may be called again while others free some. */
    void fill() throws IOException {
        byte[] block = new byte[MIB];
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = MIB; size >= 1; ) {
                size = written(out, block, size) ? size : size / 2;
            }
        }
    }

    private static boolean written(OutputStream out, byte[] block, int size) {
        try {
            out.write(block, 0, size);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private boolean unmounted() throws InterruptedException {
        try {
            Shell.must("umount", folder.toString());
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /** Whoever is being stopped on it has some seconds to let go. */
    @Override
    public void close() throws IOException {
        try {
            boolean gone = unmounted();
            for (int tried = 0; tried < PATIENCE && !gone; tried++) {
                Thread.sleep(LOOK);
                gone = unmounted();
            }
            if (!gone) {
                Shell.must("umount", "-l", folder.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
