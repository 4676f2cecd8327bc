package dev.mandate.control.manual;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/** Every stable problem code, from one resource. */
@Component
final class ProblemPages {
    private final SequencedMap<String, ProblemPage> byCode = new LinkedHashMap<>();

    ProblemPages() {
        for (Object entry : Resource.list("/problems.yaml")) {
            ProblemPage page = ProblemPage.of((Map<?, ?>) entry);
            if (byCode.putIfAbsent(page.code(), page) != null) {
                throw new IllegalStateException("this is a bug: problem `" + page.code() + "` is described twice");
            }
        }
    }

    Optional<ProblemPage> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** In the order of status. */
    SequencedMap<String, ProblemPage> byCode() {
        return byCode;
    }
}
