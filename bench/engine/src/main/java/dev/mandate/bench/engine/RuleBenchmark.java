package dev.mandate.bench.engine;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One ruling after the other, of users drawn from all there are. What is asked stands in rows that are read from front to
 * back, so that it is the users' facts that are far apart in memory and not the questions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleBenchmark {
    private static final int QUESTIONS = 1 << 22;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SpaceId[] CHANNELS = channels();

    @Param("1000")
    public int users;

    private final View[] views = new View[QUESTIONS];
    private final Subject[] subjects = new Subject[QUESTIONS];
    private final UserId[] ids = new UserId[QUESTIONS];
    private final Endpoint[] endpoints = new Endpoint[QUESTIONS];
    private final @Nullable SpaceId[] spaces = new SpaceId[QUESTIONS];
    private int next;

    private static SpaceId[] channels() {
        SpaceId[] channels = new SpaceId[Workload.CHANNELS];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = new SpaceId(Workload.channelName(i));
        }
        return channels;
    }

    @Setup
    public void load() {
        Workload workload = new Workload(users);
        List<View> tenants = new MandateLog(workload).views();
        UserId[] names = new UserId[users];
        Subject[] found = new Subject[users];
        for (int user = 0; user < users; user++) {
            names[user] = new UserId(Workload.userName(user));
            found[user] = tenants.get(workload.tenant(user)).tenant().tenancy().subject(names[user]);
        }
        Endpoint[] actions = new Endpoint[Offer.ACTIONS.size()];
        for (Endpoint endpoint : tenants.getFirst().platform().catalogue().endpoints()) {
            actions[endpoint.action().id().value() - 1] = endpoint;
        }
        List<Question> drawn = workload.questions(QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = drawn.get(i);
            views[i] = tenants.get(workload.tenant(question.user()));
            subjects[i] = found[question.user()];
            ids[i] = names[question.user()];
            endpoints[i] = actions[question.action().index()];
            spaces[i] = channel(question);
        }
    }

    private static @Nullable SpaceId channel(Question question) {
        String channel = question.channel();
        return channel.isEmpty() ? null : CHANNELS[Integer.parseInt(channel.substring(1))];
    }

    /** User and action are known: what is left of a decision. */
    @Benchmark
    public Ruling resolved() {
        int i = next++ & QUESTIONS - 1;
        return Engine.rule(views[i], subjects[i], endpoints[i], spaces[i], NOW);
    }

    /** With looking the user up by its id. */
    @Benchmark
    public Ruling byId() {
        int i = next++ & QUESTIONS - 1;
        View view = views[i];
        return Engine.rule(view, view.tenant().tenancy().subject(ids[i]), endpoints[i], spaces[i], NOW);
    }
}
