package dev.mandate.samples.sales.proposal;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.InvalidFormException;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import dev.mandate.samples.page.Pages.Wanted;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The channel's calls about proposals. */
@RestController
@RequestMapping("/saleschannel-services/v1/trader-onboarding-proposals")
final class ProposalController {
    private final Onboarding onboarding;
    private final Pages pages;

    ProposalController(Onboarding onboarding, Pages pages) {
        this.onboarding = onboarding;
        this.pages = pages;
    }

    @GetMapping
    Page<Proposal> list(
            Reach reach,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String pageNumber,
            @RequestParam @Nullable String pageSize) {
        PageNumber page = PageNumber.parse(pageNumber, pageSize);
        Wanted wanted = state == null ? Wanted.all(page) : Wanted.where("state", known(state), page);
        return pages.of(Proposal.class, Proposals.SOURCE, reach, wanted);
    }

    @PostMapping(path = "/accept", consumes = MediaType.APPLICATION_JSON_VALUE)
    ProposalOutcome accept(Reach reach, @RequestBody JsonNode body) {
        return onboarding.accept(reach, proposal(body));
    }

    @PostMapping(path = "/reject", consumes = MediaType.APPLICATION_JSON_VALUE)
    ProposalOutcome reject(Reach reach, @RequestBody JsonNode body) {
        return onboarding.reject(reach, proposal(body));
    }

    private static UUID proposal(JsonNode body) {
        RequestForm form = RequestForm.closed(body);
        UUID id = form.id("proposalId");
        form.check();
        return id;
    }

    private static String known(String state) {
        if (Arrays.stream(ProposalState.values()).noneMatch(each -> each.name().equals(state))) {
            throw new InvalidFormException("state", "must be OPEN, ACCEPTED or REJECTED");
        }
        return state;
    }
}
