package dev.mandate.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.management.Control;
import dev.mandate.control.openapi.OpenApiReader;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.ReaderLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The management API's document says what the running application serves, no more and no less. */
class RoutesTest {
    private static OpenApiDocument document() throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + Control.server().port() + "/api/v1/openapi.json");
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] bytes = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                    .body();
            return new OpenApiReader(ReaderLimits.DEFAULT).read(bytes);
        }
    }

    @Test
    void documentsExactlyWhatIsServed() throws IOException, InterruptedException {
        Set<String> served = Routes.served().stream()
                .filter(call -> call.contains(" /api/v1/") || call.contains(" /problems"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = document().operations().stream()
                .map(o -> o.method() + " " + o.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).hasSizeGreaterThan(50).isEqualTo(served);
    }

    @Test
    void isReadByOurOwnReader() throws IOException, InterruptedException {
        OpenApiDocument document = document();
        assertThat(document.basePath()).isIn("", "/");
        assertThat(document.operations())
                .allSatisfy(o -> assertThat(o.operationId()).isPresent())
                .allSatisfy(o -> assertThat(o.summary()).isPresent());
        assertThat(document.warnings())
                .filteredOn(w -> w.message().contains("not declared"))
                .isEmpty();
    }
}
