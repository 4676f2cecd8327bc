package dev.mandate.engine.template;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.SpaceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An action with its API, its template read and its demand worked out: what the router finds.
 *
 * @param requirement as of the catalogue that the endpoint is of
 */
public record Endpoint(Api api, Action action, Template template, Requirement requirement) {
    public Endpoint {
        Objects.requireNonNull(requirement);
        Objects.requireNonNull(api);
        Objects.requireNonNull(action);
        Objects.requireNonNull(template);
    }

    /** Reads the template of the action's key, for comparing it with others: nothing fulfils its requirement. */
    public static Endpoint of(Api api, Action action) {
        return of(api, action, Requirement.UNKNOWN);
    }

    /** Reads the template of the action's key. */
    public static Endpoint of(Api api, Action action, Requirement requirement) {
        return new Endpoint(api, action, Template.parse(action.key().template()), requirement);
    }

    /** The kind of space that the action's resources stand in: that of the parameter that names one, else its API's. */
    public SpaceKind spaceKind() {
        return action.space().isPresent() ? action.space().get().kind() : api.spaceKind();
    }

    /** Whether a parameter of the action names a space. Where none does, any space passes the decision, and the API checks. */
    public boolean namesSpace() {
        return action.space().isPresent();
    }

    /** The space that the decision looks at when one is asked about: none where the action names none. */
    public @Nullable SpaceId lookedAt(@Nullable SpaceId asked) {
        return namesSpace() ? asked : null;
    }

    /**
     * Whether the two can claim one request and nothing says which of them has it. No precedence orders two of one shape:
     * they would be one action.
     */
    public boolean conflictsWith(Endpoint other) {
        return contests(other) && (action.precedence() == other.action.precedence() || sameShape(other));
    }

    /** Whether the two templates differ in the names of parameters alone. */
    public boolean sameShape(Endpoint other) {
        return template.shape().equals(other.template.shape());
    }

    /**
     * Returns what two actions share if an upstream that folds spellings takes them for one: the method, GET for HEAD, and the
     * shape of the template as it folds, such as {@code GET /b/{}} of {@code HEAD /B/{id}}.
     */
    public String folded() {
        return method() + " " + template.folded().shape();
    }

    /** Whether the two overlap for one request with neither more specific everywhere. */
    public boolean contests(Endpoint other) {
        return answersWith(other)
                && template.overlaps(other.template)
                && template.covers(other.template) == other.template.covers(template);
    }

    /** Whether one method can be of both: a GET answers to HEAD too, but not where HEAD is listed for its own template. */
    public boolean answersWith(Endpoint other) {
        boolean oneMethod = action.key().method().equals(other.action.key().method());
        return oneMethod || (method().equals(other.method()) && !sameShape(other));
    }

    /** The method under which it meets others: GET for HEAD. */
    public String method() {
        String own = action.key().method();
        return own.equals("HEAD") ? "GET" : own;
    }

    /** Whether every path that this one matches is matched by the other, and not the other way round. */
    public boolean moreSpecificThan(Endpoint other) {
        return other.template.covers(template) && !template.covers(other.template);
    }

    /**
     * Whether an upstream that folds spellings may serve the other action for some request that is this one's as it is written. Such
     * a request needs the right on both.
     */
    public boolean mayBeServedBy(Endpoint other) {
        return other.with(other.template.folded()).shadows(with(template.folded()));
    }

    /** The endpoint with another template, for comparing. */
    public Endpoint with(Template other) {
        return new Endpoint(api, action, other, requirement);
    }

    /**
     * Whether an upstream that folds spellings may serve this action where the other one has the request: of two with
     * templates of {@linkplain Template#folded folds}. Not if that upstream would prefer the other one too, if an operator
     * did, or if the other's upstream is another one; what has no upstream is served by the control plane, which compares
     * exactly.
     */
    public boolean shadows(Endpoint other) {
        return action.precedence() >= other.action.precedence()
                && answersWith(other)
                && !template.covers(other.template)
                && api.sharesUpstreamWith(other.api);
    }
}
