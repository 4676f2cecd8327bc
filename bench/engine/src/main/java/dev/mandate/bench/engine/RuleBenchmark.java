package dev.mandate.bench.engine;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.state.Subject;
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
 * One ruling after the other, of users drawn from all there are: four million questions in a row that is read from front to
 * back, so that it is the users' facts that are far apart in memory and not the questions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleBenchmark {
    private static final int QUESTIONS = 1 << 22;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SpaceId[] CHANNELS = channels();
    private static final int NO_CHANNEL = CHANNELS.length;

    @Param("1000")
    public int users;

    private View[] views = new View[0];
    private short[] tenants = new short[0];
    private Subject[] subjects = new Subject[0];
    private UserId[] ids = new UserId[0];
    private Endpoint[] endpoints = new Endpoint[0];

    /** User, action and channel in one word. */
    private final long[] questions = new long[QUESTIONS];

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
        views = new MandateLog(workload).views().toArray(View[]::new);
        tenants = new short[users];
        subjects = new Subject[users];
        ids = new UserId[users];
        for (int user = 0; user < users; user++) {
            tenants[user] = (short) workload.tenant(user);
            ids[user] = new UserId(Workload.userName(user));
            subjects[user] = views[tenants[user]].tenant().tenancy().subject(ids[user]);
        }
        endpoints = new Endpoint[Offer.ACTIONS.size()];
        for (Endpoint endpoint : views[0].platform().catalogue().endpoints()) {
            endpoints[endpoint.action().id().value() - 1] = endpoint;
        }
        draw(workload);
    }

    private void draw(Workload workload) {
        List<Question> drawn = workload.questions(QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = drawn.get(i);
            String channel = question.channel();
            long number = channel.isEmpty() ? NO_CHANNEL : Long.parseLong(channel.substring(1));
            questions[i] =
                    (long) question.user() << 32 | (long) question.action().index() << 8 | number;
        }
    }

    /** User and action are known: what is left of a decision. */
    @Benchmark
    public Ruling resolved() {
        long question = questions[next++ & QUESTIONS - 1];
        int user = (int) (question >>> 32);
        return Engine.rule(views[tenants[user]], subjects[user], action(question), channel(question), NOW);
    }

    /** With looking the user up by its id. */
    @Benchmark
    public Ruling byId() {
        long question = questions[next++ & QUESTIONS - 1];
        int user = (int) (question >>> 32);
        View view = views[tenants[user]];
        Subject subject = view.tenant().tenancy().subject(ids[user]);
        return Engine.rule(view, subject, action(question), channel(question), NOW);
    }

    private Endpoint action(long question) {
        return endpoints[(int) question >>> 8];
    }

    private static @Nullable SpaceId channel(long question) {
        int number = (int) question & 0xFF;
        return number == NO_CHANNEL ? null : CHANNELS[number];
    }
}
