package dev.mandate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.app.vendor.DemoSteps;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The story of the sales channel over real HTTP: control plane, gateway and sample as {@code up} runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryStoryTest {
    private final DemoSteps steps = DemoSteps.silent();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChannelUser> members = new ArrayList<>();
    private RegistryStage stage;

    @BeforeAll
    void findTheStage() {
        EnvironmentFile demo = TestInstallation.running().demo();
        stage = RegistryStage.of(
                demo, http, ManagementEndpoint.of(demo, "REGISTRY_ADMIN").client());
    }

    @AfterEach
    void letEverybodyGo() {
        members.forEach(ChannelUser::leave);
        members.clear();
    }

    @AfterAll
    void leave() {
        stage.admin().close();
        http.close();
    }

    private ChannelUser member() {
        String id = "member-" + UUID.randomUUID().toString().substring(0, 8);
        ChannelUser member = ChannelUser.join(stage, id, id);
        members.add(member);
        return member;
    }

    private String trader() {
        return new ProposalChapter(stage, steps).accepter(member());
    }

    @Test
    void bindsToOneChannelAtMost() {
        new BindingChapter(stage, steps).tell(member());
    }

    @Test
    void eachRoleAloneOpensWhatItNames() {
        assertThat(EntityRoles.OPENS).hasSize(11);
        new RolesChapter(stage, steps).tell(member());
    }

    @Test
    void roleAdministratorGivesRolesAndBindsNobody() {
        new RoleAdministratorChapter(stage, steps).tell(member(), member());
    }

    @Test
    void proposalViewerReadsAllAndCannotAct() {
        new ProposalChapter(stage, steps).viewer(member());
    }

    @Test
    void accepterAcceptsAndDoesNotRead() {
        assertThat(trader()).isNotEmpty();
    }

    @Test
    void traderAdministratorSeesNoProposals() {
        new ProposalChapter(stage, steps).traderAdministrator(member(), trader());
    }

    @Test
    void answers403Or404() {
        new HiddenChannelChapter(stage, steps).tell(member());
    }

    @Test
    void someProceduresNeedTwoRoles() {
        new OrderChapter(stage, steps).tell(member(), trader());
    }
}
