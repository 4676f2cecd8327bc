package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.Inside;
import dev.mandate.control.computation.Computations;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.limit.InProgress;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the control plane does while questions take all that it has for them. */
@Timeout(120)
class QuestionLoadTest {
    private final Workshop shop = Workshop.open();
    private final Client owner = shop.owner();
    private final TenantId tenant = new TenantId(shop.studio().id());
    private final Computations computations = Inside.part(Computations.class);
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        others.close();
    }

    /** Occupies all threads and all places of those that wait. */
    private void fill() throws InterruptedException {
        AtomicBoolean full = new AtomicBoolean();
        Future<?> last = null;
        while (!full.get()) {
            last = others.submit(() -> occupy(full));
            Thread.sleep(1);
        }
        assertThat(last).isNotNull();
    }

    private void occupy(AtomicBoolean full) {
        try {
            computations.survey(1, budget -> {
                await();
                return true;
            });
        } catch (Refusal e) {
            full.set(true);
        }
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer explain() {
        return shop.explain(shop.writing(), "&space=attic");
    }

    private Answer metrics() {
        return new Client(Control.server().operationsPort(), Map.of()).get("/metrics");
    }

    @Test
    void answersAllElseWhileQuestionsWait() throws Exception {
        explain().is(200);
        fill();
        Answer refused = explain().is(503);
        assertThat(refused.text("code")).isEqualTo("unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        Client operations = new Client(Control.server().operationsPort(), Map.of());
        operations.get("/livez").is(200);
        Control.anonymous().get("/oauth2/jwks").is(200);
        Control.anonymous().get("/problems").is(200);
        Control.anonymous().token(shop.app().app(), shop.app().secret(), "").is(200);
        owner.get("/api/v1/users").is(200);
        owner.post("/api/v1/spaces", Map.of("kind", "workspace", "id", "new", "name", "New"))
                .is(201);
        assertThat(metrics().body()).contains("mandate_computations_waiting 64.0");
        released.countDown();
    }

    @Test
    void refusesMoreQuestionsOfOneTenant() {
        try (InProgress.Place _ = computations.place(tenant);
                InProgress.Place _ = computations.place(tenant)) {
            Answer refused = explain().is(429);
            assertThat(refused.text("code")).isEqualTo("too_many_requests");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            owner.get("/api/v1/users").is(200);
        }
        explain().is(200);
    }

    @Test
    void forgetsAQuestionWhoseCallerHasLeft() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        while (waiting() == 0) {
            var _ = others.submit(() -> occupy(full));
            Thread.sleep(10);
        }
        double before = waiting();
        double abandoned = abandoned();
        try (Wire wire = Wire.from("127.0.0.1")) {
            wire.head(
                    "GET /api/v1/explain?user=robot&space=attic&action=" + Workshop.parameter(shop.writing())
                            + " HTTP/1.1",
                    "Host: a",
                    "Authorization: " + owner.headers().get("Authorization"));
            while (waiting() == before) {
                Thread.sleep(10);
            }
        }
        while (waiting() > before) {
            Thread.sleep(10);
        }
        assertThat(abandoned()).isEqualTo(abandoned + 1);
        assertThat(full).isFalse();
    }

    private static double waiting() {
        return Inside.part(MeterRegistry.class)
                .get("mandate.computations.waiting")
                .gauge()
                .value();
    }

    private static double abandoned() {
        return Inside.part(MeterRegistry.class)
                .get("mandate.computations.refused")
                .tag("why", "caller")
                .functionCounter()
                .count();
    }
}
