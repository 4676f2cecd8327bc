package dev.mandate.bench.process;

import java.net.URI;
import java.util.Map;

/**
 * An API that has one action, whose query names a workspace: the gateway's answer says whether it knows of one that the
 * caller reaches, 200 or 404.
 */
public final class PartnerApi {
    public static final String ID = "partner";
    public static final String ACTION = "GET /partner/items";

    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "partner", "version": "1"}, "paths": {"/partner/items": {"get": {
              "operationId": "items",
              "parameters": [{"name": "space", "in": "query", "required": true, "schema": {"type": "string"}}],
              "x-mandate": {"space": {"in": "query", "name": "space", "kind": "workspace"}}}}}}
            """;

    private PartnerApi() {}

    /** Imports it and puts its action in force. */
    public static void offer(BenchApp operator, URI upstream) throws InterruptedException {
        operator.must(
                "POST",
                "/api/v1/apis",
                Map.of("id", ID, "kind", "switch", "upstream", upstream.toString(), "document", DOCUMENT));
        operator.must("POST", "/api/v1/apis/" + ID + "/actions/activate", Map.of("actions", "all"));
    }

    /** The call that names the workspace, at a gateway. */
    public static URI items(URI gateway, String space) {
        return gateway.resolve("/partner/items?space=" + space);
    }
}
