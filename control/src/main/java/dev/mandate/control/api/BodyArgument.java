package dev.mandate.control.api;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the {@link Body} of a controller's method. */
final class BodyArgument implements HandlerMethodArgumentResolver {
    private static final String CALL = Call.class.getName();

    /** Keeps the call whose body is read next. */
    static void keep(NativeWebRequest web, Call call) {
        web.setAttribute(CALL, call, RequestAttributes.SCOPE_REQUEST);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Body.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binder) {
        if (!(web.getAttribute(CALL, RequestAttributes.SCOPE_REQUEST) instanceof Call call)) {
            throw new IllegalStateException("this is a bug: a body is read before its caller is admitted");
        }
        return call.read(parameter.getParameterType());
    }
}
