package dev.mandate.control.manual;

import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.protocol.problem.ProblemTypes;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /problems/{code}}: where a problem's {@code type} leads (RFC 9457, section 3.1.1), as a page or as JSON. */
@RestController
final class ProblemController {
    private final ProblemPages pages;

    ProblemController(ProblemPages pages) {
        this.pages = pages;
    }

    @GetMapping("/problems")
    ResponseEntity<byte[]> list(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        if (wantsJson(accept)) {
            return json(Map.of(
                    "items",
                    pages.byCode().values().stream().map(ProblemPage::toMap).toList()));
        }
        Html page = new Html("Problems").heading(1, "Problems").table("Code", "Status", "What it is");
        pages.byCode()
                .values()
                .forEach(p -> page.link(
                        "/problems/" + p.code(), "`" + p.code() + "`", Integer.toString(p.status()), p.title()));
        return page.endTable().answer();
    }

    @GetMapping({"/problems/{code}", ProblemTypes.PATH + "{code}"})
    ResponseEntity<byte[]> show(
            @PathVariable String code, @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        ProblemPage page = require(code);
        return wantsJson(accept)
                ? json(page.toMap())
                : page.onto(new Html(code)).answer();
    }

    /** Anything else is answered with the page, also an `Accept` that cannot be read. */
    private static boolean wantsJson(String accept) {
        return accept.contains("application/json");
    }

    private ProblemPage require(String code) {
        return pages.find(code).orElseThrow(() -> Refusals.unknown("problem", code));
    }

    private static ResponseEntity<byte[]> json(Object value) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(JsonBody.write(value));
    }
}
