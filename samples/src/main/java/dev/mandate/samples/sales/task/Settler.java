package dev.mandate.samples.sales.task;

import dev.mandate.samples.sales.SalesChannelSettings;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Settles retirements and offramps while the service runs. What is to be done is what the database says, so a task whose
 * service went away is settled by the next one, and several services on one database do not get in each other's way.
 */
@Component
final class Settler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Tasks tasks;
    private final Settlement settlement;
    private final Answers answers;
    private final SalesChannelSettings.Settling terms;
    private final Semaphore end = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    Settler(Tasks tasks, Settlement settlement, Answers answers, SalesChannelSettings settings) {
        this.tasks = tasks;
        this.settlement = settlement;
        this.answers = answers;
        this.terms = settings.settling();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("sales-settler").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        end.release();
        try {
            // Not interrupted: that would break off the database connection under a task that is being settled.
            if (thread != null && !thread.join(LONGEST_END)) {
                LOG.warn("a task is still being settled while the service stops");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            do {
                pass();
            } while (!end.tryAcquire(terms.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() {
        try {
            answers.forget();
            for (UUID task : tasks.due(terms.delay())) {
                if (running) {
                    settle(task);
                }
            }
        } catch (RuntimeException away) {
            LOG.warn("tasks cannot be settled now: {}", away.toString());
        }
    }

    private void settle(UUID task) {
        try {
            settlement.settle(task);
        } catch (RuntimeException failure) {
            // Only this one is left for later: it must not keep the others waiting.
            LOG.error("task {} cannot be settled now", task, failure);
        }
    }
}
