package dev.mandate.control.key;

import dev.mandate.control.access.Manager;
import dev.mandate.control.api.command.ManagementCommand;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.token.key.NewKey;
import dev.mandate.control.token.key.TokenKeys;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.state.Catalogue.PublishedKey;

/** What operators may ask of the keys that tokens and identities are signed with. */
sealed interface KeyCommand<R> extends ManagementCommand<R> {
    static Thing thing(String kid) {
        return new Thing(Thing.Kind.KEY, kid);
    }

    /**
     * Publishes a new token key, which signs once every gateway has had time to learn it.
     *
     * @param key drawn before the command, as its rule may run several times
     */
    record RotateKeys(TokenKeys keys, NewKey key) implements KeyCommand<String> {
        @Override
        public ChangeProposal<String> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            return keys.rotate(state, manager.now(), key);
        }
    }

    /** Ends a key: what it signed is not believed any more. */
    record RetireKey(TokenKeys keys, String kid) implements KeyCommand<Done> {
        @Override
        public Thing target() {
            return thing(kid);
        }

        @Override
        public ChangeProposal<Done> propose(CommandState state, Manager manager) {
            manager.requireOperator();
            return switch (published(state, kid).use()) {
                case TOKEN -> keys.retire(state, kid);
                case IDENTITY -> ChangeProposal.of(new KeyRetired(kid));
            };
        }
    }

    /** Refuses a key that is not published, as 404. */
    static PublishedKey published(CommandState state, String kid) {
        PublishedKey key = state.view().platform().catalogue().keys().get(kid);
        if (key == null) {
            throw Refusals.unknown("key", kid);
        }
        return key;
    }
}
