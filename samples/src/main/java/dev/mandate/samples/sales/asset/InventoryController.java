package dev.mandate.samples.sales.asset;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import dev.mandate.samples.page.Pages.Source;
import dev.mandate.samples.page.Pages.Wanted;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.sales.trader.Traders;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The certificates that a trader holds. */
@RestController
final class InventoryController {
    private static final Source INVENTORY = new Source(
            "first as start, last as \"end\", production_facility_id, state", "inventory", "inventory.first");

    private final Traders traders;
    private final Pages pages;

    InventoryController(Traders traders, Pages pages) {
        this.traders = traders;
        this.pages = pages;
    }

    @GetMapping("/saleschannel-services/v1/traders/{traderId}/inventory")
    Page<Asset> list(
            Reach reach,
            @PathVariable String traderId,
            @RequestParam @Nullable String pageNumber,
            @RequestParam @Nullable String pageSize) {
        PageNumber page = PageNumber.parse(pageNumber, pageSize);
        Trader trader = traders.require(reach, traderId);
        return pages.of(Asset.class, INVENTORY, reach, Wanted.where("trader_id", trader.id(), page));
    }
}
