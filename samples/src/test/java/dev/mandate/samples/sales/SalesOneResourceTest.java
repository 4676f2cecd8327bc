package dev.mandate.samples.sales;

import dev.mandate.samples.registry.RegistryForTests;
import dev.mandate.samples.surroundings.OneResource;
import dev.mandate.samples.surroundings.OpenApiDocument;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class SalesOneResourceTest {
    @Test
    void spellingsOfOneResourceAreOneAction() {
        OneResource.compare(
                OpenApiDocument.read("/openapi/saleschannel-services.yaml"),
                RegistryForTests.get().sales().part(RequestMappingHandlerMapping.class));
    }
}
