package dev.mandate.samples.sales.supply;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import dev.mandate.samples.page.Pages.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The suppliers and production facilities of the caller's channel. */
@RestController
@RequestMapping("/saleschannel-services/v1")
final class SupplyController {
    private final Pages pages;

    SupplyController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/suppliers")
    Page<Supplier> suppliers(
            Reach reach, @RequestParam @Nullable String pageNumber, @RequestParam @Nullable String pageSize) {
        Wanted wanted = Wanted.all(PageNumber.parse(pageNumber, pageSize));
        return pages.of(Supplier.class, Supplies.SUPPLIERS, reach, wanted);
    }

    @GetMapping("/production-facilities")
    Page<ProductionFacility> facilities(
            Reach reach, @RequestParam @Nullable String pageNumber, @RequestParam @Nullable String pageSize) {
        Wanted wanted = Wanted.all(PageNumber.parse(pageNumber, pageSize));
        return pages.of(ProductionFacility.class, Supplies.FACILITIES, reach, wanted);
    }
}
