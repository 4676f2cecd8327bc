package dev.mandate.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: release, commit and Java runtime. */
public final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Properties build = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("`build.properties` cannot be read", e);
        }
        return new String[] {
            "mandate " + build.getProperty("version") + ", commit " + build.getProperty("commit"),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
        };
    }
}
