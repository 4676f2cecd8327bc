package dev.mandate.control.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that opens a database, writes to it, and waits to be killed. */
final class KilledProcess {
    static final String READY = "ready to be killed";

    private KilledProcess() {}

    static void main(String[] arguments) throws InterruptedException {
        ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(Path.of(arguments[0])));
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("create table kept (id int)").update();
        jdbc.sql("insert into kept values (1)").update();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
