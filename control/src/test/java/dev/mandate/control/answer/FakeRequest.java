package dev.mandate.control.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** A request in progress, as far as its attributes; done when it is closed. */
public final class FakeRequest implements RequestAttributes, AutoCloseable {
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Runnable> atEnd = new ArrayList<>();

    /** Runs as the thread that serves the request. */
    public void run(Runnable handler) {
        RequestContextHolder.setRequestAttributes(this);
        try {
            handler.run();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Override
    public void close() {
        atEnd.forEach(Runnable::run);
    }

    @Override
    public @Nullable Object getAttribute(String name, int scope) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value, int scope) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name, int scope) {
        attributes.remove(name);
    }

    @Override
    public String[] getAttributeNames(int scope) {
        return attributes.keySet().toArray(String[]::new);
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback, int scope) {
        atEnd.add(callback);
    }

    @Override
    public @Nullable Object resolveReference(String key) {
        return null;
    }

    @Override
    public String getSessionId() {
        return "none";
    }

    @Override
    public Object getSessionMutex() {
        return this;
    }
}
