package dev.mandate.samples.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.studio.StudioForTests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sends random bodies: none makes the service fail, and every answer is one that the document lists. */
class MediaRandomBodiesTest {
    private static final List<String> FIELDS = List.of(
            "clientId",
            "physicalFileTypeId",
            "files",
            "fileName",
            "fileLength",
            "fileMd5",
            "assets",
            "assetIds",
            "fileIds",
            "specIds",
            "assetId",
            "name",
            "tempFileId",
            "tempAssetId");

    private final StudioForTests studio = StudioForTests.get();
    private final Map<String, String> calls = Map.of(
            "/v1/assets/bulk-get-assets",
            "POST",
            "/v1/files/bulk-get-files",
            "POST",
            "/v1/specs/bulk-get-specs",
            "POST",
            "/v1/editorial/specs/bulk-get-specs",
            "POST",
            "/v1/assets/bulk-update-assets",
            "PUT",
            "/v1/assets/get-presigned-url",
            "POST",
            "/v1/extpost/tasks/" + studio.otherTenant.foreignTask() + "/submit-assets",
            "POST",
            "/v1/editorial/extpost/tasks/" + studio.ids.editorialTask() + "/submit-assets",
            "POST");

    @Test
    void everyBodyGetsADocumentedAnswer() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            for (Map.Entry<String, String> call : calls.entrySet()) {
                String body = value(random, 0);
                HttpResponse<String> answer = studio.call(call.getValue(), call.getKey(), body);
                assertThat(answer.statusCode())
                        .as("seed %d, %s %s", seed, call, body)
                        .isIn(200, 400, 404, 409);
            }
        }
    }

    private String value(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(depth > 3 ? 6 : 8);
        return switch (kind) {
            case 0 -> object(random, depth);
            case 1 -> "\"" + studio.ids.task() + "\"";
            case 2 -> "\"ws-vendor\"";
            case 3 -> text(random);
            case 4 ->
                List.of("null", "true", "-1", "1e400", "9223372036854775808", "0.5")
                        .get(random.nextInt(6));
            case 5 -> "\"" + studio.ids.fileType() + "\"";
            case 6 -> "\"0123456789abcdef0123456789abcdef\"";
            default ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(random, depth + 1))
                        .collect(Collectors.joining(",", "[", "]"));
        };
    }

    private String object(Random random, int depth) {
        return FIELDS.stream()
                .filter(field -> depth < 4 && random.nextInt(3) > 0)
                .map(field -> "\"" + field + "\":" + value(random, depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> "\\u%04x".formatted(random.nextInt(0x10000)))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
