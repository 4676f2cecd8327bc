package dev.mandate.bench.peers;

import org.casbin.jcasbin.main.CachedEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** jCasbin that remembers its answers. Since the questions go round, nearly every one of them is remembered. */
public final class CachedCasbinSubject extends CasbinSubject {
    @Override
    public String name() {
        return "jcasbin-cached";
    }

    @Override
    Enforcer enforcer(Model model) {
        return new CachedEnforcer(model);
    }
}
