package dev.mandate.protocol.frame;

import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.json.Forms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A frame on the wire: its line number, and one member named after its type. */
public record Line(
        long n,
        Optional<Frame.Hello> hello,
        Optional<Frame.Next> next,
        Optional<Frame.Whole> whole,
        Optional<Frame.Heartbeat> heartbeat,
        Optional<Frame.Withheld> withheld) {
    /** The maximum length of a line, in bytes. */
    static final int LONGEST = Forms.LONGEST_STRING;

    static final JsonForm<Line> FORM = JsonForm.lenient(Line.class);

    static Line of(long number, Frame frame) {
        return new Line(
                number,
                only(Frame.Hello.class, frame),
                only(Frame.Next.class, frame),
                only(Frame.Whole.class, frame),
                only(Frame.Heartbeat.class, frame),
                only(Frame.Withheld.class, frame));
    }

    private static <T extends Frame> Optional<T> only(Class<T> type, Frame frame) {
        return Optional.of(frame).filter(type::isInstance).map(type::cast);
    }

    /**
     * Parses a line.
     *
     * @throws MalformedForm if the bytes are not a line of the feed
     */
    static Line read(byte[] json) {
        Line line = FORM.read(json);
        line.frame();
        return line;
    }

    /** Returns the frame; {@link Frame.Unknown} if this release knows no member of the line. */
    public Frame frame() {
        List<Frame> known = Stream.<Optional<? extends Frame>>of(hello, next, whole, heartbeat, withheld)
                .<Frame>flatMap(Optional::stream)
                .toList();
        if (known.size() > 1) {
            throw new MalformedForm("a line of the feed must have exactly one frame");
        }
        return known.isEmpty() ? new Frame.Unknown() : known.getFirst();
    }
}
