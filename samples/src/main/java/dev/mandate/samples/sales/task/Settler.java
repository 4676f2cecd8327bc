package dev.mandate.samples.sales.task;

import dev.mandate.samples.sales.setting.SalesChannelSettings;
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
 * Settles retirements and offramps in the background. The due tasks are read from the database, so another instance
 * settles the tasks of one that stopped, and several instances on one database do not interfere.
 */
@Component
final class Settler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final SalesTasks tasks;
    private final Settlement settlement;
    private final TaskAnswers answers;
    private final SalesChannelSettings.Settling terms;
    private final Semaphore end = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    Settler(SalesTasks tasks, Settlement settlement, TaskAnswers answers, SalesChannelSettings settings) {
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
            // not interrupted, because that would close the database connection of a task that is being settled
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
            LOG.warn("due tasks cannot be settled, the next poll tries again: {}", away.toString());
        }
    }

    private void settle(UUID task) {
        try {
            settlement.settle(task);
        } catch (RuntimeException failure) {
            // retry this task at the next pass; it must not block the others
            LOG.error("task {} cannot be settled, the next poll tries again", task, failure);
        }
    }
}
