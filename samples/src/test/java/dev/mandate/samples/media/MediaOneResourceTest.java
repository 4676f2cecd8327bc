package dev.mandate.samples.media;

import dev.mandate.samples.studio.StudioForTests;
import dev.mandate.samples.surroundings.OneResource;
import dev.mandate.samples.surroundings.OpenApiDocument;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class MediaOneResourceTest {
    @Test
    void spellingsOfOneResourceAreOneAction() {
        OneResource.compare(
                OpenApiDocument.read("/openapi/media-gateway.yaml"),
                StudioForTests.get().media.part(RequestMappingHandlerMapping.class));
    }
}
