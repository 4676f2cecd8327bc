package dev.mandate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}, bound to one core: each request with the next token, to the next path. */
final class Wrk {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final int CONNECTIONS = 64;

    private final Path script;
    private final int core;

    private Wrk(Path script, int core) {
        this.script = script;
        this.core = core;
    }

    /**
     * Prepares one kind of request.
     *
     * @param paths in turn
     * @param body bytes; 0 for a GET
     */
    static Wrk of(Path folder, int core, List<String> tokens, List<String> paths, int body) throws IOException {
        Path tokenFile = Files.write(folder.resolve("tokens"), tokens);
        Path pathFile = Files.write(folder.resolve("paths-" + body), paths);
        String script = """
                local function lines(file) local all = {} for line in io.lines(file) do all[#all + 1] = line end return all end
                local requests, next = {}, 0
                function init(args)
                  local tokens, paths = lines("%s"), lines("%s")
                  local body = %d > 0 and string.rep("b", %d) or nil
                  for i, token in ipairs(tokens) do
                    requests[i] = wrk.format(body and "POST" or "GET", paths[(i - 1) %% #paths + 1], {
                      ["Host"] = "bench", ["Accept"] = "application/json", ["User-Agent"] = "bench/1.0",
                      ["Content-Type"] = body and "application/json" or nil, ["Authorization"] = "Bearer " .. token}, body)
                  end
                end
                function request() next = next %% #requests + 1 return requests[next] end
                """.formatted(tokenFile, pathFile, body, body);
        return new Wrk(Files.writeString(folder.resolve("load-" + body + ".lua"), script), core);
    }

    /** Loads a server for some seconds, and returns how many requests it answered. */
    long load(int port, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "taskset",
                        "-c",
                        Integer.toString(core),
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + seconds + "s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        Matcher requests = REQUESTS.matcher(out);
        if (!requests.find() || out.contains("Non-2xx") || out.contains("Socket errors")) {
            throw new IOException("the load did not succeed: " + out);
        }
        return Long.parseLong(requests.group(1));
    }
}
