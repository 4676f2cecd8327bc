package dev.mandate.control.manual;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A plain page in the making: text is escaped, {@code `code`} set as code, and nothing but the one style sheet is allowed in. */
final class Html {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
                    + "code{font:14px ui-monospace,monospace;background:#eef1f4;padding:.1em .3em;border-radius:3px}"
                    + "table{border-collapse:collapse;width:100%}"
                    + "th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #d5dae0}"
                    + "@media(prefers-color-scheme:dark){body{background:#14171a;color:#e4e8ec}a{color:#8ab4f8}"
                    + "code{background:#262b31}th,td{border-color:#3a4149}}";
    private static final String POLICY = "default-src 'none'; style-src '" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final StringBuilder body = new StringBuilder();
    private final String title;

    Html(String title) {
        this.title = title;
    }

    Html heading(int level, String text) {
        return tag("h" + level, inline(text));
    }

    Html paragraph(String text) {
        return tag("p", inline(text));
    }

    /** Begins a table with these heads. */
    Html table(String... heads) {
        body.append("<table><thead><tr>");
        for (String head : heads) {
            body.append("<th scope=\"col\">").append(inline(head)).append("</th>");
        }
        body.append("</tr></thead><tbody>\n");
        return this;
    }

    /** A row of text. */
    Html row(String... texts) {
        body.append("<tr>");
        return cells(texts);
    }

    /** A row whose first cell leads to the path. */
    Html link(String path, String first, String... others) {
        body.append("<tr><td><a href=\"")
                .append(escaped(path))
                .append("\">")
                .append(inline(first))
                .append("</a></td>");
        return cells(others);
    }

    private Html cells(String... texts) {
        for (String text : texts) {
            body.append("<td>").append(inline(text)).append("</td>");
        }
        body.append("</tr>\n");
        return this;
    }

    Html endTable() {
        body.append("</tbody></table>\n");
        return this;
    }

    private Html tag(String name, String content) {
        body.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    private static String inline(String text) {
        return CODE.matcher(escaped(text)).replaceAll("<code>$1</code>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The answer. */
    ResponseEntity<byte[]> answer() {
        String page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" + STYLE
                + "</style></head><body><main>\n" + body + "</main></body></html>\n";
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
