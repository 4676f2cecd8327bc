package dev.mandate.protocol.feed;

import dev.mandate.protocol.form.JsonForm;
import dev.mandate.protocol.form.MalformedForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A frame's shape on the wire: its number, and a member named for its type. */
record Line(
        long n,
        Optional<Frame.Hello> hello,
        Optional<Frame.Next> next,
        Optional<Frame.Whole> whole,
        Optional<Frame.Heartbeat> heartbeat) {
    static final JsonForm<Line> FORM = JsonForm.lenient(Line.class);

    static Line of(long number, Frame frame) {
        return new Line(
                number,
                only(Frame.Hello.class, frame),
                only(Frame.Next.class, frame),
                only(Frame.Whole.class, frame),
                only(Frame.Heartbeat.class, frame));
    }

    private static <T extends Frame> Optional<T> only(Class<T> type, Frame frame) {
        return Optional.of(frame).filter(type::isInstance).map(type::cast);
    }

    /**
     * Reads a line.
     *
     * @throws MalformedForm if it is none
     */
    static Line read(byte[] json) {
        Line line = FORM.read(json);
        line.frame();
        return line;
    }

    /** The frame in it; of an unknown type if it is of none that this release knows. */
    Frame frame() {
        List<Frame> known = Stream.<Optional<? extends Frame>>of(hello, next, whole, heartbeat)
                .<Frame>flatMap(Optional::stream)
                .toList();
        if (known.size() > 1) {
            throw new MalformedForm("a line of the feed has one frame");
        }
        return known.isEmpty() ? new Frame.Unknown() : known.getFirst();
    }
}
