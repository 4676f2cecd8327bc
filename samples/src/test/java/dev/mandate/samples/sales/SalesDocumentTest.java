package dev.mandate.samples.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.samples.registry.RegistryForTests;
import dev.mandate.samples.surroundings.OpenApiDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class SalesDocumentTest {
    private static final String PROPOSALS = "/trader-onboarding-proposals";
    private static final String INVENTORY = "/traders/{traderId}/inventory";

    /** The pairs that each endpoint demands, as the API's owner published them. */
    private static final Map<String, List<String>> NEEDS = Map.ofEntries(
            Map.entry("GET " + PROPOSALS, List.of("TRADERONBOARDERPROPOSAL read")),
            Map.entry("POST " + PROPOSALS + "/accept", List.of("TRADERONBOARDERPROPOSAL accept")),
            Map.entry("POST " + PROPOSALS + "/reject", List.of("TRADERONBOARDERPROPOSAL accept")),
            Map.entry("GET /traders", List.of("TRADER read")),
            Map.entry("POST /traders", List.of("TRADER create")),
            Map.entry("GET /traders/{traderId}", List.of("TRADER read")),
            Map.entry("PATCH /traders/{traderId}", List.of("TRADER update")),
            Map.entry("GET " + INVENTORY, List.of("TRADER read", "ASSET read")),
            Map.entry("POST " + INVENTORY + "/trade", List.of("TRANSACTION create")),
            Map.entry("GET " + INVENTORY + "/trade/{taskId}", List.of("TRANSACTION read")),
            Map.entry("POST " + INVENTORY + "/retire", List.of("TRANSACTION create")),
            Map.entry("GET " + INVENTORY + "/retire/{taskId}", List.of("TRANSACTION read")),
            Map.entry("POST " + INVENTORY + "/offramp", List.of("TRADER read", "ASSET offramp")),
            Map.entry("GET " + INVENTORY + "/offramp/{taskId}", List.of("TRADER read", "ASSET offramp")),
            Map.entry("GET /transactions", List.of("TRANSACTION read")),
            Map.entry("GET /production-facilities", List.of("PRODUCTIONFACILITY read")),
            Map.entry("GET /suppliers", List.of("SUPPLIER read")),
            Map.entry("GET /events", List.of("EVENT read")));

    private final OpenApiDocument document = OpenApiDocument.read("/openapi/saleschannel-services.yaml");

    @Test
    void documentAndRoutesAgreeBothWays() {
        RequestMappingHandlerMapping mapping = RegistryForTests.get().sales().part(RequestMappingHandlerMapping.class);
        assertThat(document.operations().keySet()).isEqualTo(OpenApiDocument.routes(mapping));
    }

    @Test
    void everyReferenceInTheDocumentResolves() {
        assertThat(document.danglingReferences()).isEmpty();
    }

    @Test
    void needsAreThoseThatWerePublished() {
        Map<String, List<String>> needs = new TreeMap<>();
        document.operations()
                .forEach((key, operation) -> needs.put(
                        key.replace(RegistryForTests.BASE, ""),
                        operation
                                .path("x-mandate")
                                .path("needs")
                                .valueStream()
                                .map(need -> need.path("entity").asString() + " "
                                        + need.path("operation").asString())
                                .toList()));
        assertThat(needs).isEqualTo(new TreeMap<>(NEEDS));
    }

    @Test
    void marksSayNothingButNeeds() {
        assertThat(document.operations().values())
                .allSatisfy(operation ->
                        assertThat(operation.path("x-mandate").propertyNames()).containsExactly("needs"));
    }

    @Test
    void theTenRolesAreOffered() {
        JsonNode offered = document.root().path("x-mandate");
        assertThat(offered.path("roles").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "TRADERONBOARDERPROPOSAL_VIEWER",
                        "TRADERONBOARDERPROPOSAL_ACCEPTER",
                        "TRADER_ADMINISTRATOR",
                        "TRADER_VIEWER",
                        "ASSET_VIEWER",
                        "ASSET_OFFRAMPER",
                        "TRANSACTION_ADMINISTRATOR",
                        "PRODUCTIONFACILITY_VIEWER",
                        "SUPPLIER_VIEWER",
                        "EVENT_VIEWER");
        assertThat(offered.path("scopes").toString())
                .isEqualTo("{\"TRADERONBOARDERPROPOSAL_ACCEPTER\":[\"accept\"],\"ASSET_OFFRAMPER\":[\"offramp\"]}");
    }

    @Test
    void everyOperationHasAnId() {
        assertThat(document.operations().values().stream()
                        .map(operation -> operation.path("operationId").asString("")))
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatTheServiceShowsIsDescribed() throws Exception {
        RegistryForTests registry = RegistryForTests.get();
        Map<String, String> lists = Map.of(
                "/traders",
                "Trader",
                PROPOSALS,
                "Proposal",
                "/production-facilities",
                "ProductionFacility",
                "/suppliers",
                "Supplier",
                "/events",
                "Event",
                "/transactions",
                "Transaction",
                "/traders/" + registry.ids.traderA() + "/inventory",
                "Asset");
        for (Map.Entry<String, String> list : lists.entrySet()) {
            JsonNode schema = document.root().at("/components/schemas/" + list.getValue());
            Set<String> described = Set.copyOf(schema.path("properties").propertyNames());
            Set<String> required = schema.path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.toSet());
            for (JsonNode row :
                    OpenApiDocument.json(registry.get(list.getKey()).body()).path("pageData")) {
                assertThat(described).as(list.getKey()).containsAll(row.propertyNames());
                assertThat(row.propertyNames()).as(list.getKey()).containsAll(required);
            }
        }
    }
}
