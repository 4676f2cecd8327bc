package dev.mandate.samples.media.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads and downloads files at presigned URLs, on its own port, so that large files pass through neither gateway nor
 * database.
 */
public final class StoragePort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoragePort.class);

    private final Storage storage;
    private final Uploads uploads;
    private final PresignedUrls urls;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StoragePort(InetSocketAddress address, Storage storage, Uploads uploads, PresignedUrls urls) throws IOException {
        this.storage = storage;
        this.uploads = uploads;
        this.urls = urls;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/files/", this::handle);
        server.start();
        urls.serveAt(uri());
    }

    /** Returns the port's base URL. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://" + bound.getHostString() + ":" + bound.getPort());
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            switch (call.getRequestMethod()) {
                case "PUT" -> put(call);
                case "GET" -> get(call);
                default -> {
                    call.getResponseHeaders().set("Allow", "GET, PUT");
                    answer(call, 405, "only GET and PUT");
                }
            }
        } catch (RuntimeException unexpected) {
            LOG.error("the storage port failed", unexpected);
            answer(call, 500, "the storage failed");
        }
    }

    private void put(HttpExchange call) throws IOException {
        Optional<Upload> upload = urls.allowed("PUT", call.getRequestURI()).flatMap(uploads::find);
        if (upload.isEmpty()) {
            answer(call, 403, "the url is not signed for this upload or has expired");
            return;
        }
        String announced = String.valueOf(call.getRequestHeaders().getFirst("Content-Length"));
        if (!announced.equals(Long.toString(upload.get().fileLength()))) {
            answer(
                    call,
                    400,
                    "Content-Length must be the announced fileLength "
                            + upload.get().fileLength());
            return;
        }
        UUID file = upload.get().tempFileId();
        StoredBytes expected = upload.get().expected();
        StoredBytes arrived = storage.store(file, call.getRequestBody(), expected);
        if (!arrived.equals(expected)) {
            answer(call, 400, "the bytes do not have the announced length and MD5");
            return;
        }
        uploads.stored(file);
        call.getResponseHeaders().set("ETag", "\"" + arrived.md5() + "\"");
        call.sendResponseHeaders(200, -1);
    }

    private void get(HttpExchange call) throws IOException {
        Optional<Path> file =
                urls.allowed("GET", call.getRequestURI()).map(storage::path).filter(Files::exists);
        if (file.isEmpty()) {
            answer(call, 403, "the url is not signed for this file or has expired");
            return;
        }
        call.getResponseHeaders().set("Content-Type", "application/octet-stream");
        call.sendResponseHeaders(200, Files.size(file.get()));
        Files.copy(file.get(), call.getResponseBody());
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
