package dev.mandate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide for upstreams lists the headers that the gateway removes, those and no others. */
class RemovedHeadersDocumentTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @Test
    void listsWhatIsRemoved() throws IOException {
        String guide = Files.readString(Path.of("../docs/upstreams.md"));
        String section = guide.substring(guide.indexOf("### Headers that the gateway removes"));
        String table =
                section.substring(section.indexOf("|---|---|"), section.indexOf("\n\n", section.indexOf("|---")));
        Set<String> listed = QUOTED.matcher(table)
                .results()
                .map(name -> FieldNames.spelling(name.group(1).replace("*", "")))
                .collect(Collectors.toSet());
        assertThat(listed).isEqualTo(FieldNames.MISLEADING);
    }
}
