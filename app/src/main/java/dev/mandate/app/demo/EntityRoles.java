package dev.mandate.app.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The eleven roles of the seed, and which of the sales channel's lists each opens by itself. */
final class EntityRoles {
    static final String SALES = "/saleschannel-services/v1";
    static final String PROPOSALS = SALES + "/trader-onboarding-proposals";
    static final String TRADERS = SALES + "/traders";

    /** Every list of the sales channel API. */
    static final List<String> LISTS = List.of(
            PROPOSALS,
            TRADERS,
            SALES + "/transactions",
            SALES + "/production-facilities",
            SALES + "/suppliers",
            SALES + "/events");

    static final Map<String, Set<String>> OPENS = Map.ofEntries(
            Map.entry("TRADERONBOARDERPROPOSAL_VIEWER", Set.of(PROPOSALS)),
            Map.entry("TRADERONBOARDERPROPOSAL_ACCEPTER", Set.of()),
            Map.entry("TRADER_ADMINISTRATOR", Set.of(TRADERS)),
            Map.entry("TRADER_VIEWER", Set.of(TRADERS)),
            Map.entry("ROLE_ADMINISTRATOR", Set.of()),
            Map.entry("ASSET_VIEWER", Set.of()),
            Map.entry("ASSET_OFFRAMPER", Set.of()),
            Map.entry("TRANSACTION_ADMINISTRATOR", Set.of(SALES + "/transactions")),
            Map.entry("PRODUCTIONFACILITY_VIEWER", Set.of(SALES + "/production-facilities")),
            Map.entry("SUPPLIER_VIEWER", Set.of(SALES + "/suppliers")),
            Map.entry("EVENT_VIEWER", Set.of(SALES + "/events")));

    private EntityRoles() {}
}
