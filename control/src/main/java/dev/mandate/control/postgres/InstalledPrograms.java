package dev.mandate.control.postgres;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * The archive that the library unpacks for programs that are installed already: a script for each, which becomes the program. No
 * links, as the library sets modes and times of what it unpacked.
 */
record InstalledPrograms(Path folder) implements PgBinaryResolver {
    /** Those that the library runs. */
    static final List<String> NAMES = List.of("initdb", "pg_ctl", "postgres");

    private static final int EXECUTABLE = 0755;

    @Override
    public InputStream getPgBinary(String system, String architecture) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(archive, new LZMA2Options()))) {
            for (String name : NAMES) {
                byte[] script = script(name).getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry("bin/" + name);
                entry.setSize(script.length);
                entry.setMode(EXECUTABLE);
                // the library names the folder after the archive's bytes: always the same
                entry.setModTime(0L);
                tar.putArchiveEntry(entry);
                tar.write(script);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(archive.toByteArray());
    }

    /** INVARIANT: within single quotes nothing of the path is a command. */
    private String script(String name) {
        String program = folder.resolve(name).toString().replace("'", "'\\''");
        return "#!/bin/sh\nexec '" + program + "' \"$@\"\n";
    }
}
