package dev.mandate.control.answer;

import dev.mandate.control.limit.HeldBytes;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Limits the bytes of large answers that are in memory at once, from before they are made until their callers have received them. So
 * callers that read slowly, or not at all, hold a bounded part of the memory. One answer of a tenant always fits. Thread-safe.
 */
public final class HeldAnswers implements MeterBinder {
    /** Smaller answers are not counted: the limits of requests in progress bound them, and a tenant's large ones never refuse them. */
    private static final int SMALL = 65_536;

    private static final String SHARE = HeldAnswers.class.getName();

    private final AnswerSettings settings;
    private final HeldBytes held;

    /** Makes the limit of one node. */
    public HeldAnswers(AnswerSettings settings) {
        this.settings = settings;
        this.held = new HeldBytes(settings.held(), settings.heldPerTenant());
    }

    /** Returns the most bytes of one page, if it has more than one item. */
    public int pageBytes() {
        return settings.pageBytes();
    }

    /**
     * Counts the answer of the current request as at least that large, until the request is done. Called before what the answer is made
     * of is read, where its size is known, and again once it is made.
     *
     * @param reader the tenant of the caller, whatever tenant is read
     * @throws Refusal 429 if the tenant's answers have too many bytes in memory, 503 if all answers have
     */
    public void hold(TenantId reader, long bytes) {
        if (bytes > SMALL) {
            hold(share(reader), bytes);
        }
    }

    private static void hold(HeldBytes.Share share, long bytes) {
        switch (share.raise(bytes)) {
            case HELD -> {
                // the end of the request releases them
            }
            case FULL ->
                throw Refusal.of(
                        ProblemCode.UNAVAILABLE,
                        "other answers take all the memory that answers may take: try again in a second");
            case CALLER_FULL ->
                throw Refusal.of(
                        ProblemCode.TOO_MANY_REQUESTS,
                        "the tenant's answers in progress have too many bytes: receive one of them, then repeat");
        }
    }

    private HeldBytes.Share share(TenantId reader) {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        if (request.getAttribute(SHARE, RequestAttributes.SCOPE_REQUEST) instanceof HeldBytes.Share known) {
            return known;
        }
        HeldBytes.Share share = held.of(reader.value());
        request.setAttribute(SHARE, share, RequestAttributes.SCOPE_REQUEST);
        // after the answer was written and flushed
        request.registerDestructionCallback(SHARE, share::close, RequestAttributes.SCOPE_REQUEST);
        return share;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mandate.answers.held", held, HeldBytes::held)
                .baseUnit("bytes")
                .description("bytes of large answers in memory")
                .register(registry);
        count(registry, "all", held.refused());
        count(registry, "tenant", held.refusedOfCallers());
    }

    private static void count(MeterRegistry registry, String why, LongAdder refused) {
        FunctionCounter.builder("mandate.answers.refused", refused, LongAdder::sum)
                .description("reads that were refused because answers had too many bytes in memory")
                .tag("why", why)
                .register(registry);
    }
}
