package dev.mandate.control.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.directory.Mention.Effect;
import dev.mandate.control.directory.Mention.Guard;
import dev.mandate.control.directory.Mention.Presence;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MentionsTest {
    private static final UserId ANNA = new UserId("anna");

    /** A new type of change that says no more than what it is about is refused to whoever does not reach that. */
    @Test
    void aMentionStartsWithTheStrictestValues() {
        assertThat(Stream.of(
                        Mention.user(ANNA),
                        Mention.app(new AppId("app")),
                        Mention.group(new GroupId("crew")),
                        Mention.credential(new CredentialId("secret")),
                        Mention.role(RoleId.OWNER)))
                .allSatisfy(mention -> {
                    assertThat(mention.guard()).isEqualTo(Guard.REACH);
                    assertThat(mention.presence()).isEqualTo(Presence.EXISTS);
                    assertThat(mention.effect()).isEqualTo(Effect.Plain.TOUCHED);
                });
    }

    @Test
    void aPlainChangeMentionsItsUserAsStrictly() {
        assertThat(Mentions.of(new UserChange.UserTokensRevoked(ANNA)).all()).containsExactly(Mention.user(ANNA));
    }

    @Test
    void onlyBuiltInRolesAreForOwners() {
        assertThat(assigned(RoleId.ADMINISTRATOR).ownersTo()).contains("name owners and administrators");
        assertThat(assigned(new RoleId("vendor")).ownersTo()).isEmpty();
    }

    private static Mentions assigned(RoleId role) {
        return Mentions.of(new UserChange.UserRoleAssigned(ANNA, role, null));
    }

    @Test
    void onlyApisAreOfThePlatform() {
        assertThatThrownBy(() -> Mention.user(ANNA).onPlatform()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyUsersAndAppsAreDisabled() {
        assertThatThrownBy(() -> Mention.role(RoleId.OWNER).disabled()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyAppsAreUsed() {
        assertThatThrownBy(() -> Mention.user(ANNA).used()).isInstanceOf(IllegalArgumentException.class);
    }
}
