package dev.mandate.app.demo;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.vendor.DemoSteps;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mandate demo}: plays the stories against a running {@code mandate up}. */
@Command(
        name = "demo",
        description = "Plays the stories of the demonstration against a running `mandate up`.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--data", description = "The installation's folder.", defaultValue = "data")
    Path data = Path.of("data");

    @Override
    public Integer call() throws IOException, InterruptedException {
        EnvironmentFile demo = EnvironmentFile.read(data.resolve("demo.env"));
        EnvironmentFile platform = EnvironmentFile.read(data.resolve("platform.env"));
        DemoSteps steps = new DemoSteps(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        try (ManagementClient admin =
                        ManagementEndpoint.of(demo, "STUDIO_ADMIN").client();
                ManagementClient operator =
                        ManagementEndpoint.of(platform, "PLATFORM_ADMIN").client()) {
            StudioStage stage = new StudioStage(
                    URI.create(demo.get("GATEWAY_URL")),
                    URI.create(demo.get("MEDIA_OPERATOR_URL")),
                    "studio",
                    demo.get("VENDOR_WORKSPACE_ID"),
                    demo.get("VENDOR_TASK_ID"),
                    demo.get("FOREIGN_TASK_ID"),
                    admin,
                    operator);
            new StudioStory(stage, steps).tell();
        }
        try (HttpClient http = HttpClient.newHttpClient();
                ManagementClient admin =
                        ManagementEndpoint.of(demo, "REGISTRY_ADMIN").client()) {
            new RegistryStory(RegistryStage.of(demo, http, admin), steps).tell();
        }
        steps.chapter("The stories hold: " + steps.count() + " steps");
        return 0;
    }
}
