package dev.mandate.control.explanation;

import dev.mandate.control.history.AsOf;
import dev.mandate.control.history.Provenance;
import dev.mandate.engine.Reason;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether tenant, app and user take part, as the third step of a decision asks; of tokens it says nothing. Rights of those
 * who do not stand are worth nothing until they stand again.
 */
public final class Standings {
    private final AsOf asOf;
    private final FactChain chain;
    private final Tenancy tenancy;
    private final List<Fault> faults = new ArrayList<>();

    /** What does not stand. */
    record Fault(Reason reason, ExplainedFact link) {}

    private Standings(AsOf asOf, FactChain chain) {
        this.asOf = asOf;
        this.chain = chain;
        this.tenancy = asOf.view().tenant().tenancy();
    }

    /** What is not active, each with its entry; none if the party is active. */
    public static List<ExplainedFact> links(AsOf asOf, Party party, Provenance.Search search) {
        return faults(asOf, party, new FactChain(asOf, search)).stream()
                .map(Fault::link)
                .toList();
    }

    /** All that is wrong, in the order in which a decision asks; none if the party is active. */
    static List<Fault> faults(AsOf asOf, Party party, FactChain chain) {
        Standings standings = new Standings(asOf, chain);
        standings.tenant();
        if (party.app() != null) {
            standings.app(party.app(), party.user());
        }
        standings.user(party.user());
        return standings.faults;
    }

    private void tenant() {
        if (tenancy.status() == TenantStatus.SUSPENDED) {
            faults.add(
                    new Fault(Reason.TENANT_SUSPENDED, chain.link(new TenantChange.StatusSet(TenantStatus.SUSPENDED))));
        }
    }

    private void app(AppId id, UserId user) {
        App app = tenancy.apps().find(id);
        if (app == null) {
            faults.add(new Fault(Reason.APP_UNKNOWN, ExplainedFact.bare("app", "app `" + id + "` does not exist")));
            return;
        }
        if (!app.active()) {
            faults.add(new Fault(Reason.APP_DISABLED, chain.link(new AppChange.AppDisabled(id))));
        }
        if (app.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)) {
            if (app.onBehalfOf().filter(user::equals).isEmpty()) {
                String other = "app `" + id + "` does not act on behalf of user `" + user + "`";
                faults.add(new Fault(Reason.ON_BEHALF_CHANGED, ExplainedFact.bare("on-behalf-of", other)));
            }
            credential(id);
        }
    }

    private void credential(AppId app) {
        boolean[] live = {false};
        tenancy.credentials()
                .forEach((id, credential) -> live[0] |=
                        credential.owner().equals(app) && credential.term().holds(asOf.now()));
        if (!live[0]) {
            String none = "app `" + app + "` has no live credential, so that it can obtain no token";
            faults.add(new Fault(Reason.CREDENTIAL_WITHDRAWN, ExplainedFact.bare("credential", none)));
        }
    }

    private void user(UserId id) {
        Subject user = tenancy.subject(id);
        if (!user.present()) {
            faults.add(new Fault(Reason.USER_UNKNOWN, ExplainedFact.bare("user", "user `" + id + "` does not exist")));
        } else if (!user.active()) {
            faults.add(new Fault(Reason.USER_DISABLED, chain.link(new UserChange.UserDisabled(id))));
        }
    }
}
