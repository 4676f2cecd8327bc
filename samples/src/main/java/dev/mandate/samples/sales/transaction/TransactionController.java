package dev.mandate.samples.sales.transaction;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import dev.mandate.samples.page.Pages.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The transactions of the caller's channel, oldest first. */
@RestController
final class TransactionController {
    private final Pages pages;

    TransactionController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/saleschannel-services/v1/transactions")
    Page<Transaction> list(
            Reach reach, @RequestParam @Nullable String pageNumber, @RequestParam @Nullable String pageSize) {
        Wanted wanted = Wanted.all(PageNumber.parse(pageNumber, pageSize));
        return pages.of(Transaction.class, Transactions.SOURCE, reach, wanted);
    }
}
