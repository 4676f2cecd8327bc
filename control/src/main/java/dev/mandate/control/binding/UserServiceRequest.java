package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.uri.Query;
import dev.mandate.protocol.problem.ProblemCode;

/** A call as the decision reads it. */
record UserServiceRequest(Request request) {
    private static final CanonicalPath OWN = CanonicalPath.parse("/user-services/users/me/saleschannel-binding");

    /**
     * Reads the call; a read of the caller's own binding by the caller's id is a read of {@code me}.
     *
     * @throws Refusal 400 if its path or query can be read in two ways
     */
    static UserServiceRequest of(Call call) {
        String target = call.target().substring(call.target().indexOf(' ') + 1);
        int mark = target.indexOf('?');
        try {
            CanonicalPath path = CanonicalPath.parse(mark < 0 ? target : target.substring(0, mark));
            Query query = mark < 0 ? Query.NONE : new Query(target.substring(mark + 1));
            Request request = new Request(method(call), path, query);
            return isOwn(call, request) ? own(call) : new UserServiceRequest(request);
        } catch (MalformedRequest e) {
            throw refused(e);
        }
    }

    private static boolean isOwn(Call call, Request request) {
        String own = "/user-services/users/" + call.actor().user().value() + "/saleschannel-binding";
        return isRead(request) && request.path().equals(CanonicalPath.parse(own));
    }

    /** What the decision says of the call; it reads the query only where it asks for something in it. */
    Decision decided(View view, Call call) {
        try {
            return Engine.decide(view, call.session().bearer().caller(), request, call.at());
        } catch (MalformedRequest e) {
            throw refused(e);
        }
    }

    private static Refusal refused(MalformedRequest fault) {
        return Refusal.of(ProblemCode.MALFORMED_REQUEST, String.valueOf(fault.getMessage()));
    }

    /** Whoever asks for their own binding by their id asks for what {@code me} is. */
    static UserServiceRequest own(Call call) {
        return new UserServiceRequest(new Request(method(call), OWN, Query.NONE));
    }

    private static String method(Call call) {
        return call.target().substring(0, call.target().indexOf(' '));
    }

    /** Whether it asks to be told, and nothing else. */
    boolean reads() {
        return isRead(request);
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
