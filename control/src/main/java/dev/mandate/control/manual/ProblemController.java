package dev.mandate.control.manual;

import dev.mandate.control.api.JsonBody;
import dev.mandate.control.api.Refusals;
import dev.mandate.protocol.problem.ProblemTypes;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /problems/{code}}: where a problem's {@code type} leads (RFC 9457, section 3.1.1), as a page or as JSON. */
@RestController
final class ProblemController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ProblemPages pages;

    ProblemController(ProblemPages pages) {
        this.pages = pages;
    }

    @GetMapping("/problems")
    ResponseEntity<byte[]> list() {
        Html page = new Html("Problems").heading(1, "Problems").table("Code", "Status", "What it is");
        pages.byCode()
                .values()
                .forEach(p -> page.link(
                        "/problems/" + p.code(), "`" + p.code() + "`", Integer.toString(p.status()), p.title()));
        return page.endTable().answer();
    }

    @GetMapping(value = "/problems", produces = JSON)
    ResponseEntity<byte[]> listAsJson() {
        return json(Map.of(
                "items",
                pages.byCode().values().stream().map(ProblemPage::toMap).toList()));
    }

    @GetMapping({"/problems/{code}", ProblemTypes.PATH + "{code}"})
    ResponseEntity<byte[]> show(@PathVariable String code) {
        return require(code).onto(new Html(code)).answer();
    }

    @GetMapping(
            value = {"/problems/{code}", ProblemTypes.PATH + "{code}"},
            produces = JSON)
    ResponseEntity<byte[]> showAsJson(@PathVariable String code) {
        return json(require(code).toMap());
    }

    private ProblemPage require(String code) {
        return pages.find(code).orElseThrow(() -> Refusals.unknown("problem", code));
    }

    private static ResponseEntity<byte[]> json(Object value) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(JsonBody.write(value));
    }
}
