package dev.mandate.control.openapi.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.document.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guesses on paths of real APIs. */
class NeedProposalTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /traders, '', TRADER read",
        "HEAD, /traders, '', TRADER read",
        "POST, /traders, '', TRADER create",
        "PATCH, /traders/{traderId}, '', TRADER update",
        "PUT, /traders/{traderId}, '', TRADER update",
        "DELETE, /traders/{traderId}, '', TRADER delete",
        "GET, /production-facilities, '', PRODUCTIONFACILITY read",
        "GET, /addresses/{id}, '', ADDRESS read",
        "GET, /status, '', STATUS read",
        "GET, /Accounts/{Sid}.json, '', ACCOUNT read",
        "GET, /Accounts.json, '', ACCOUNT read",
        "GET, /v1/jobs/{jobId}, '', JOB read",
        "POST, /assets/bulk-get-assets, '', ASSET read",
        "POST, /files/bulk-get-files, '', FILE read",
        "POST, /editorial/specs/bulkGetSpecs, '', SPEC read",
        "POST, /assets:batchGet, '', ASSET read",
        "POST, /assets/get-presigned-url, '', ASSET read",
        "POST, /traders/search, '', TRADER read",
        "POST, /search, '', SEARCH read",
        "POST, /traders, searchTraders, TRADER read",
        "POST, /traders, bulk_get_traders, TRADER read",
        "POST, /traders, getter, TRADER create",
        "POST, /traders, createList, TRADER create",
        "PUT, /traders, listTraders, TRADER update",
        "PUT, /extpost/tasks/{taskId}/start, '', TASK start",
        "POST, /extpost/tasks/{taskId}/submit-assets, '', TASK submit-assets",
        "POST, /traders/{traderId}/inventory/offramp, '', INVENTORY offramp",
        "POST, /proposals/accept, '', PROPOSAL accept",
        "POST, /proposals/frobnicate, '', PROPOSAL frobnicate",
        "POST, /tasks/{id}:cancel, '', TASK cancel",
        "GET, /tasks/{id}/cancel, '', TASK cancel",
        "DELETE, /users/{id}/roles, '', ROLE delete",
        "POST, /files/{id}/upload_sessions, '', UPLOADSESSION create",
        "POST, /chat/completions, '', COMPLETION create",
        "OPTIONS, /traders, '', TRADER read",
        "TRACE, /traders, '', TRADER read"
    })
    void guesses(HttpMethod method, String path, String operationId, String need) {
        Optional<String> id = Optional.of(operationId).filter(text -> !text.isEmpty());
        assertThat(NeedProposal.of(method, path, id).map(n -> n.entity() + " " + n.operation()))
                .hasValue(need);
    }

    @Test
    void guessesNothingFromNothing() {
        for (String path : new String[] {"/", "/{id}", "/v1/{id}", "/api", "/42", "/-", "/.."}) {
            assertThat(NeedProposal.of(HttpMethod.GET, path, Optional.empty())).isEmpty();
        }
    }
}
