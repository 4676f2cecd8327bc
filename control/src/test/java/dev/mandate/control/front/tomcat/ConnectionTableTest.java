package dev.mandate.control.front.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.limit.InProgress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which connections a full table closes first, and how long the others may be idle. */
class ConnectionTableTest {
    private static final int CAPACITY = 20;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final ConnectionTable table = new ConnectionTable(
            new AddressConnectionLimit(new InProgress(CAPACITY), TrustedProxies.of(List.of())), CAPACITY);

    private List<SocketChannel> add(int number) throws IOException {
        List<SocketChannel> added = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            SocketChannel socket = SocketChannel.open();
            assertThat(table.add(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 1))
                    .isTrue();
            added.add(socket);
        }
        return added;
    }

    private OpenConnection of(SocketChannel socket) {
        return Objects.requireNonNull(table.of(socket));
    }

    private void verified(SocketChannel socket, Runnable note) {
        of(socket).serve(() -> {
            note.run();
            return true;
        });
    }

    @Test
    void shortensTheIdleTimeAsItFills() throws IOException {
        assertThat(table.idle(IDLE)).isEqualTo(IDLE);
        add(CAPACITY / 2);
        assertThat(table.idle(IDLE)).isEqualTo(IDLE);
        add(CAPACITY / 4);
        assertThat(table.idle(IDLE)).isEqualTo(IDLE.dividedBy(2));
        add(CAPACITY / 4);
        assertThat(table.idle(IDLE)).isZero();
    }

    @Test
    void isCrowdedFromThreeQuartersOn() throws IOException {
        List<SocketChannel> all = add(15);
        assertThat(table.isCrowded()).isTrue();
        table.remove(all.getFirst());
        assertThat(table.isCrowded()).isFalse();
    }

    @Test
    void dispensesWithNobodyWhileThereIsRoom() throws IOException {
        add(15);
        assertThat(table.dispensable()).isEmpty();
        add(1);
        assertThat(table.dispensable()).hasSize(16);
    }

    @Test
    void dispensesWithTheLongestIdleFirst() throws IOException {
        List<SocketChannel> all = add(17);
        of(all.getFirst()).answered();
        verified(all.getLast(), () -> OpenConnection.verifiedToken(new MockHttpServletResponse()));
        assertThat(table.dispensable())
                .startsWith(all.get(1))
                .endsWith(all.getFirst())
                .hasSize(16);
    }

    @Test
    void dispensesWithHoldersOfTokensLast() throws IOException {
        List<SocketChannel> all = add(CAPACITY);
        verified(all.getFirst(), () -> OpenConnection.verifiedToken(new MockHttpServletResponse()));
        assertThat(table.dispensable()).hasSize(CAPACITY).endsWith(all.getFirst());
    }

    @Test
    void neverDispensesWithAGateway() throws IOException {
        List<SocketChannel> all = add(CAPACITY);
        verified(all.getFirst(), OpenConnection::verifiedGatewayKey);
        assertThat(table.dispensable()).hasSize(CAPACITY - 1).doesNotContain(all.getFirst());
    }
}
