package dev.mandate.control.catalogue.imports;

import dev.mandate.control.catalogue.survey.Gains;
import dev.mandate.control.catalogue.survey.TenantSurvey;
import dev.mandate.control.catalogue.survey.Touched;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.state.Snapshot;

/**
 * Whom an import concerns, over all tenants. It is asked before the command, which looks at no other stream.
 *
 * @param touched who has what is lost or could be carried
 * @param gains who can make requests that go to another action
 */
public record Affected(Touched touched, Gains gains) {
    /** Where no tenant was asked. */
    public static final Affected UNASKED = new Affected(Touched.UNASKED, Gains.UNASKED);

    /** Asks every tenant, until the survey is cut. */
    public static Affected of(CommandState state, Import imported, TenantSurvey survey) {
        Snapshot platform = state.view().platform();
        Touched.Asked asked =
                Touched.Asked.of(imported.concerned(), imported.difference().concerned());
        return new Affected(Touched.of(platform, asked, survey), Gains.of(platform, imported.reroutes(), survey));
    }

    /** Returns whether not all was asked, so that the counts are not complete. */
    public boolean cut() {
        return touched.cut() || gains.cut();
    }
}
