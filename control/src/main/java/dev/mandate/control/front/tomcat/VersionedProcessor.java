package dev.mandate.control.front.tomcat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;

/**
 * Tomcat's processor of requests, but a request without a version of HTTP is 400. Tomcat takes it for HTTP/0.9 and answers it without
 * a status line. It keeps that note for later connections, and answers so as well what it cannot read of them. The note is private,
 * so a handle clears it; Tomcat 12 has no such note. Confined to one connection at a time.
 */
final class VersionedProcessor extends Http11Processor {
    private static final VarHandle HTTP_09 = http09();

    VersionedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    private static VarHandle http09() {
        try {
            return MethodHandles.privateLookupIn(Http11Processor.class, MethodHandles.lookup())
                    .findVarHandle(Http11Processor.class, "http09", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is a bug: Tomcat's processor has no note of HTTP/0.9 any more", e);
        }
    }

    /** Tomcat asks for it when it has read a head, before it passes the request on. */
    @Override
    public Adapter getAdapter() {
        if ((boolean) HTTP_09.get(this)) {
            HTTP_09.set(this, false);
            if (request.protocol().equals("")) {
                response.setStatus(400);
                setErrorState(ErrorState.CLOSE_CLEAN, HeadFault.VERSION.thrown());
            }
        }
        return super.getAdapter();
    }
}
