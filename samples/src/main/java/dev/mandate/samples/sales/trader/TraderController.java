package dev.mandate.samples.sales.trader;

import dev.mandate.client.upstream.NotFoundException;
import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import dev.mandate.samples.page.Pages.Wanted;
import dev.mandate.samples.sales.event.EventKind;
import dev.mandate.samples.sales.event.Events;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The channel's calls about its traders. */
@RestController
@RequestMapping(TraderController.PATH)
final class TraderController {
    static final String PATH = "/saleschannel-services/v1/traders";

    private final Traders traders;
    private final Events events;
    private final Pages pages;
    private final TransactionTemplate transaction;

    TraderController(Traders traders, Events events, Pages pages, TransactionTemplate transaction) {
        this.traders = traders;
        this.events = events;
        this.pages = pages;
        this.transaction = transaction;
    }

    @GetMapping
    Page<Trader> list(Reach reach, @RequestParam @Nullable String pageNumber, @RequestParam @Nullable String pageSize) {
        return pages.of(Trader.class, Traders.SOURCE, reach, Wanted.all(PageNumber.parse(pageNumber, pageSize)));
    }

    /**
     * Answers 404 to a caller that does not reach exactly one channel, because there is no channel to add the trader
     * to.
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Trader> create(Reach reach, @RequestBody JsonNode body) {
        TraderChange wanted = TraderChange.forNew(body);
        Place place = reach.only().orElseThrow(NotFoundException::absent);
        Trader made = Objects.requireNonNull(transaction.execute(status -> {
            Trader bare = traders.add(UUID.randomUUID(), place, wanted.name().orElseThrow(), null);
            traders.change(bare, wanted);
            return traders.find(bare.id()).orElseThrow();
        }));
        return ResponseEntity.created(URI.create(PATH + "/" + made.id())).body(made);
    }

    @GetMapping("/{traderId}")
    Trader get(Reach reach, @PathVariable String traderId) {
        return traders.require(reach, traderId);
    }

    @PatchMapping(path = "/{traderId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Trader update(Reach reach, @PathVariable String traderId, @RequestBody JsonNode body) {
        TraderChange change = TraderChange.read(body);
        return Objects.requireNonNull(transaction.execute(status -> {
            Trader trader = traders.hold(reach, traderId);
            traders.change(trader, change);
            events.record(trader.place(), EventKind.TRADER_UPDATED, trader.id());
            return traders.find(trader.id()).orElseThrow();
        }));
    }
}
