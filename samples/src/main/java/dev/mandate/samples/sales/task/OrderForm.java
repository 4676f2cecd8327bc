package dev.mandate.samples.sales.task;

import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.sales.asset.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Parses orders from bodies. The result is well-formed; ids and ownership are not checked yet. */
final class OrderForm {
    private static final int MOST_ASSETS = 100;
    private static final int LONGEST_BENEFICIARY = 200;
    private static final Pattern CURRENCY = Pattern.compile("EUR|USD");
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000000");

    private final RequestForm form;
    private final List<Item> items = new ArrayList<>();

    /** One entry of {@code assets}; its range is empty if it was refused. */
    private record Item(RequestForm form, Optional<Range> range) {}

    private OrderForm(JsonNode body) {
        this.form = RequestForm.closed(body);
        for (RequestForm each : form.objects("assets", MOST_ASSETS)) {
            Item item = new Item(each, range(each));
            refuseOverlap(item);
            items.add(item);
        }
    }

    static Order.Trade trade(JsonNode body) {
        OrderForm read = new OrderForm(body);
        UUID buyer = read.form.id("buyerId");
        String currency = read.form.text("currency", CURRENCY, "must be EUR or USD");
        List<BigDecimal> prices = read.items.stream()
                .map(item -> item.form().money("unitPrice", HIGHEST_PRICE))
                .toList();
        List<Range> ranges = read.checked();
        List<Lot> lots = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            lots.add(new Lot(prices.get(i), ranges.get(i)));
        }
        return new Order.Trade(buyer, Currency.valueOf(currency), lots);
    }

    static Order.Retire retire(JsonNode body) {
        OrderForm read = new OrderForm(body);
        Optional<String> beneficiary = read.form.optionalText("beneficiary", LONGEST_BENEFICIARY);
        return new Order.Retire(beneficiary, read.checked());
    }

    static Order.Offramp offramp(JsonNode body) {
        return new Order.Offramp(new OrderForm(body).checked());
    }

    private List<Range> checked() {
        form.check();
        return items.stream().flatMap(item -> item.range().stream()).toList();
    }

    private static Optional<Range> range(RequestForm item) {
        long start = item.number("start", Range.LAST);
        long end = item.number("end", Range.LAST);
        if (start < 1 || end < 1) {
            return Optional.empty();
        }
        if (end < start) {
            item.refuse("end", "must not be below start");
            return Optional.empty();
        }
        return Optional.of(new Range(start, end));
    }

    private void refuseOverlap(Item item) {
        item.range().ifPresent(range -> {
            if (items.stream().flatMap(earlier -> earlier.range().stream()).anyMatch(range::overlaps)) {
                item.form().refuse("start", "must begin a range that overlaps no other of the assets");
            }
        });
    }
}
