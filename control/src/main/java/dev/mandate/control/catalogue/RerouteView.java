package dev.mandate.control.catalogue;

import dev.mandate.control.catalogue.compare.Reroute;
import dev.mandate.control.catalogue.compare.Reroutes;
import dev.mandate.control.catalogue.survey.Gains;
import java.util.List;

/**
 * A reroute as it is shown.
 *
 * @param from key of the action that had the requests
 * @param to key of the action that has them
 * @param api of the action that has them
 * @param tenants how many have somebody who can make the requests and could not before
 */
record RerouteView(String from, String to, String api, int tenants, long users) {
    /** At most {@link Reroutes#MOST}. */
    static List<RerouteView> of(Reroutes reroutes, Gains gains) {
        return reroutes.first().stream().map(r -> of(r, gains.of(r))).toList();
    }

    private static RerouteView of(Reroute reroute, Gains.Count count) {
        return new RerouteView(
                reroute.from().action().key().toString(),
                reroute.to().action().key().toString(),
                reroute.to().api().id().value(),
                count.tenants(),
                count.users());
    }
}
