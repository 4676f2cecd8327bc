package dev.mandate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Two nginx: one that answers 1 KB, and one that passes requests on to it, each with one worker. */
final class Nginx implements AutoCloseable {
    private final Process upstream;
    private final Process proxy;
    private final int upstreamPort;
    private final int proxyPort;

    private Nginx(Process upstream, int upstreamPort, Process proxy, int proxyPort) {
        this.upstream = upstream;
        this.upstreamPort = upstreamPort;
        this.proxy = proxy;
        this.proxyPort = proxyPort;
    }

    static Nginx start(Path folder) throws IOException {
        int upstreamPort = GatewayBench.freePort();
        int proxyPort = GatewayBench.freePort();
        Process upstream = run(folder.resolve("upstream"), """
                server { listen 127.0.0.1:%d; location / { return 200 "%s"; } }
                """.formatted(upstreamPort, "x".repeat(1_024)));
        Process proxy = run(folder.resolve("proxy"), """
                upstream behind { server 127.0.0.1:%d; keepalive 64; }
                server { listen 127.0.0.1:%d; location / {
                  proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                """.formatted(upstreamPort, proxyPort));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        return new Nginx(upstream, upstreamPort, proxy, proxyPort);
    }

    private static Process run(Path folder, String servers) throws IOException {
        Files.createDirectories(folder);
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
                events { worker_connections 1024; }
                http { access_log off; keepalive_requests 1000000; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi; %2$s }
                """.formatted(folder, servers));
        return new ProcessBuilder(
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
    }

    int upstreamPort() {
        return upstreamPort;
    }

    int proxyPort() {
        return proxyPort;
    }

    List<Long> proxyPids() {
        return Stream.concat(Stream.of(proxy.pid()), proxy.descendants().map(ProcessHandle::pid))
                .toList();
    }

    @Override
    public void close() {
        proxy.destroy();
        upstream.destroy();
    }
}
