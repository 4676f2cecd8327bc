package dev.mandate.control.front.tomcat;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Passes requests on, and answers {@code OPTIONS *} (RFC 9110, section 9.3.7) with the methods that are served: Tomcat's own answer
 * has a fixed list.
 *
 * @param next Tomcat's own
 */
record OptionsAdapter(Adapter next) implements Adapter {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    @Override
    public void service(Request request, Response response) throws Exception {
        if ("OPTIONS".equals(request.getMethod()) && request.requestURI().equals("*")) {
            response.setStatus(204);
            response.setHeader("Allow", METHODS);
            response.action(ActionCode.CLOSE, null);
        } else {
            next.service(request, response);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return next.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return next.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        next.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        next.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return next.getDomain();
    }
}
