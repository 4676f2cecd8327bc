package dev.mandate.samples.sales.trader;

import dev.mandate.samples.form.RequestForm;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A change of a trader (RFC 7396): absent fields stay, and a null reference is removed. */
record TraderChange(Optional<String> name, Optional<String> reference, boolean withoutReference) {
    private static final int LONGEST = 200;

    /** Parses the body of a new trader, which must have a name. */
    static TraderChange forNew(JsonNode body) {
        RequestForm form = RequestForm.closed(body);
        TraderChange read = new TraderChange(
                Optional.of(form.text("name", LONGEST)), form.optionalText("reference", LONGEST), false);
        form.check();
        return read;
    }

    /** Parses the body of a change, which must change something. */
    static TraderChange read(JsonNode body) {
        RequestForm form = RequestForm.closed(body);
        Optional<String> name = form.optionalText("name", LONGEST);
        boolean withoutReference = form.isNull("reference");
        Optional<String> reference = withoutReference ? Optional.empty() : form.optionalText("reference", LONGEST);
        if (body.isObject() && body.isEmpty()) {
            form.refuse("body", "must have `name` or `reference`");
        }
        form.check();
        return new TraderChange(name, reference, withoutReference);
    }
}
