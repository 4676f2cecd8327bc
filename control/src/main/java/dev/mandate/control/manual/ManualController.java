package dev.mandate.control.manual;

import java.time.Duration;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/openapi.json} and {@code /api/v1/docs}: the management API's definition, for programs and for people. */
@RestController
final class ManualController {
    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final ManagementDocument document;

    ManualController(ManagementDocument document) {
        this.document = document;
    }

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok()
                .cacheControl(SHORT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(document.json());
    }

    @GetMapping("/api/v1/docs")
    ResponseEntity<byte[]> docs() {
        Html page = new Html("Mandate management API")
                .heading(1, "Management API")
                .paragraph(
                        "Bearer tokens of an app with the scope `admin` or `read`. Lists page by `limit` and `cursor`;"
                                + " writes take `If-Match` and `Idempotency-Key`; every answer carries `Mandate-Revision`.")
                .table("Document", "What")
                .link("/api/v1/openapi.json", "openapi.json", "The full definition, as OpenAPI 3.1.")
                .link("/problems", "Problems", "Every problem code: what it means and what to do.")
                .endTable();
        String group = "";
        for (ManagementDocument.Line line : document.lines()) {
            if (!line.group().equals(group)) {
                begin(page, group.isEmpty(), line.group());
                group = line.group();
            }
            String call = "`" + line.method().toUpperCase(Locale.ROOT) + " " + line.path() + "`";
            page.row(call, line.summary());
        }
        return page.endTable().answer();
    }

    private static void begin(Html page, boolean first, String group) {
        (first ? page : page.endTable()).heading(2, group).table("Call", "What it does");
    }
}
