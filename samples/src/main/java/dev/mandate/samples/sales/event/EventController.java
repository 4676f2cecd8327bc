package dev.mandate.samples.sales.event;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import dev.mandate.samples.page.Pages.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The events of the caller's channel, oldest first. */
@RestController
final class EventController {
    private final Pages pages;

    EventController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/saleschannel-services/v1/events")
    Page<Event> list(Reach reach, @RequestParam @Nullable String pageNumber, @RequestParam @Nullable String pageSize) {
        return pages.of(Event.class, Events.SOURCE, reach, Wanted.all(PageNumber.parse(pageNumber, pageSize)));
    }
}
