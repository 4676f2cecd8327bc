package dev.mandate.bench;

import dev.mandate.bench.process.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One nginx with one worker, bound to one core. */
final class Nginx implements AutoCloseable {
    private static final int CONNECTIONS = 64;

    private final List<Process> processes;
    private final int port;

    private Nginx(List<Process> processes, int port) {
        this.processes = processes;
        this.port = port;
    }

    /** Starts an upstream: answers 100 KB where the path ends with {@code /big}, else 1 KB, to any method. */
    static Nginx upstream(Path folder, int core) throws IOException {
        Path content = Files.createDirectories(folder.resolve("content"));
        Files.writeString(content.resolve("small"), "x".repeat(1_024));
        Files.writeString(content.resolve("large"), "x".repeat(100 * 1_024));
        int port = Launcher.freePort();
        return new Nginx(List.of(run(folder, core, """
                open_file_cache max=10;
                server { listen 127.0.0.1:%d; root %s; client_max_body_size 1m; error_page 405 =200 $uri;
                  location / { rewrite ^ /small break; } location ~ /big$ { rewrite ^ /large break; } }
                """.formatted(port, content))), port);
    }

    /** Starts a proxy that passes everything on. */
    static Nginx proxy(Path folder, int core, int upstream) throws IOException {
        int port = Launcher.freePort();
        return new Nginx(List.of(run(folder, core, """
                upstream behind { server 127.0.0.1:%d; keepalive %d; }
                server { listen 127.0.0.1:%d; location / {
                  proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                """.formatted(upstream, CONNECTIONS, port))), port);
    }

    /** Starts a proxy that asks a trivial server before it passes a request on: {@code auth_request}. */
    static Nginx asking(Path folder, int core, int upstream) throws IOException {
        int port = Launcher.freePort();
        int asked = Launcher.freePort();
        Process trivial = run(folder.resolve("asked"), core, """
                server { listen 127.0.0.1:%d; location / { return 204; } }
                """.formatted(asked));
        Process proxy =
                run(folder.resolve("proxy"), core, """
                upstream behind { server 127.0.0.1:%d; keepalive %d; }
                upstream asked { server 127.0.0.1:%d; keepalive %d; }
                server { listen 127.0.0.1:%d;
                  location = /ask { internal; proxy_pass http://asked; proxy_pass_request_body off; proxy_set_header Content-Length "";
                    proxy_http_version 1.1; proxy_set_header Connection ""; }
                  location / { auth_request /ask;
                    proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                """.formatted(upstream, CONNECTIONS, asked, CONNECTIONS, port));
        return new Nginx(List.of(proxy, trivial), port);
    }

    private static Process run(Path folder, int core, String servers) throws IOException {
        Files.createDirectories(folder);
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, """
                user root; daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
                events { worker_connections 1024; }
                http { access_log off; keepalive_requests 100000000; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi; %2$s }
                """.formatted(folder, servers));
        Process started = new ProcessBuilder(
                        "taskset",
                        "-c",
                        Integer.toString(core),
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        config.toString(),
                        "-e",
                        folder.resolve("error.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        return started;
    }

    int port() {
        return port;
    }

    List<Long> pids() {
        return processes.stream()
                .flatMap(process -> Stream.concat(
                        Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid)))
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }
}
