package dev.mandate.samples.sales.task;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.sales.trader.Trader;
import dev.mandate.samples.sales.trader.Traders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Accepts orders about a trader's assets.
 *
 * <p>The checks have a fixed order. First the form, before any lookup. Then the trader, so that a caller that lost its
 * channel does not even get a stored answer. Then the idempotency key, and last the state of trader and assets.
 */
@RestController
@RequestMapping(path = TaskController.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
final class OrderController {
    private final Traders traders;
    private final Orders orders;
    private final TaskAnswers answers;
    private final TransactionTemplate transaction;

    OrderController(Traders traders, Orders orders, TaskAnswers answers, TransactionTemplate transaction) {
        this.traders = traders;
        this.orders = orders;
        this.answers = answers;
        this.transaction = transaction;
    }

    @PostMapping("/{traderId}/inventory/trade")
    ResponseEntity<byte[]> trade(
            Reach reach,
            @PathVariable String traderId,
            @RequestHeader HttpHeaders headers,
            @RequestBody JsonNode body) {
        return take(reach, traderId, IdempotencyKey.of(headers), OrderForm.trade(body));
    }

    @PostMapping("/{traderId}/inventory/retire")
    ResponseEntity<byte[]> retire(
            Reach reach,
            @PathVariable String traderId,
            @RequestHeader HttpHeaders headers,
            @RequestBody JsonNode body) {
        return take(reach, traderId, IdempotencyKey.of(headers), OrderForm.retire(body));
    }

    @PostMapping("/{traderId}/inventory/offramp")
    ResponseEntity<byte[]> offramp(
            Reach reach,
            @PathVariable String traderId,
            @RequestHeader HttpHeaders headers,
            @RequestBody JsonNode body) {
        return take(reach, traderId, IdempotencyKey.of(headers), OrderForm.offramp(body));
    }

    private ResponseEntity<byte[]> take(Reach reach, String traderId, IdempotencyKey key, Order order) {
        TaskAnswer answer = Objects.requireNonNull(transaction.execute(status -> {
            Trader trader = traders.hold(reach, traderId);
            TaskAnswers.Caller caller = new TaskAnswers.Caller(reach.identity(), key);
            return answers.once(caller, trader.id(), order, () -> orders.take(reach, trader, order));
        }));
        return ResponseEntity.accepted()
                .location(URI.create(answer.location()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
