package dev.mandate.bench.peers;

import dev.mandate.bench.engine.Question;
import org.casbin.jcasbin.main.CachedEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/**
 * jCasbin that remembers its answers, and remembers all before it is measured: a look-up rather than a decision. Of questions
 * that come for the first time it is as slow as without.
 */
public final class CachedCasbinSubject extends CasbinSubject {
    @Override
    public String name() {
        return "jcasbin-cached";
    }

    @Override
    Enforcer enforcer(Model model) {
        return new CachedEnforcer(model);
    }

    @Override
    public Ask prepare(Question question) {
        Ask ask = super.prepare(question);
        remember(ask);
        return ask;
    }

    private static void remember(Ask ask) {
        try {
            ask.allowed();
        } catch (Exception e) {
            throw new IllegalStateException("jcasbin did not answer", e);
        }
    }
}
