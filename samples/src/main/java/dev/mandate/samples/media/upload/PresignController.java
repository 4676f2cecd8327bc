package dev.mandate.samples.media.upload;

import dev.mandate.client.upstream.Place;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.InvalidFormException;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.media.upload.Uploads.Announced;
import dev.mandate.samples.media.workspace.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Issues presigned upload URLs for results: one for each acceptable file, an error code for each other one. */
@RestController
final class PresignController {
    private static final int MOST = 50;
    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    private final JdbcClient database;
    private final Workspaces workspaces;
    private final Uploads uploads;
    private final StorageTerms terms;

    PresignController(JdbcClient database, Workspaces workspaces, Uploads uploads, StorageTerms terms) {
        this.database = database;
        this.workspaces = workspaces;
        this.uploads = uploads;
        this.terms = terms;
    }

    record Answer(Map<String, String> headers, List<Promise> files, List<Refusal> errorFiles) {}

    record Promise(String fileName, String presignedUrl, UUID tempFileId, UUID tempAssetId) {}

    record Refusal(String fileName, String errorCode) {}

    @PostMapping("/v1/assets/get-presigned-url")
    Answer presign(Reach reach, @RequestBody JsonNode body) {
        RequestForm form = RequestForm.of(body);
        String workspace = form.text("clientId", 64);
        UUID type = form.id("physicalFileTypeId");
        List<Announced> files = form.objects("files", MOST).stream()
                .map(PresignController::announced)
                .toList();
        form.check();
        Place place = workspaces.require(reach, workspace);
        FileType fileType = reach.require(fileType(type), FileType::place);
        if (!fileType.place().equals(place)) {
            throw new InvalidFormException("physicalFileTypeId", "must be a file type of the workspace in clientId");
        }
        return answer(fileType, files);
    }

    private Answer answer(FileType type, List<Announced> files) {
        List<Promise> promises = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Announced file : files) {
            refusal(type, file)
                    .ifPresentOrElse(
                            code -> refusals.add(new Refusal(file.fileName(), code)),
                            () -> promises.add(promise(uploads.announce(type.place(), type.id(), file))));
        }
        return new Answer(Map.of("Content-Type", "application/octet-stream"), promises, refusals);
    }

    private Optional<String> refusal(FileType type, Announced file) {
        if (file.fileLength() == 0) {
            return Optional.of("FILE_EMPTY");
        }
        if (file.fileLength() > terms.largestFile()) {
            return Optional.of("FILE_TOO_LARGE");
        }
        return type.takes(file.fileName()) ? Optional.empty() : Optional.of("FILE_TYPE_NOT_ALLOWED");
    }

    private Promise promise(Upload upload) {
        String url = terms.urls().upload(upload.tempFileId()).toString();
        return new Promise(upload.fileName(), url, upload.tempFileId(), upload.tempAssetId());
    }

    private Optional<FileType> fileType(UUID id) {
        return database.sql("select id, tenant, workspace_id, extensions from file_type where id = :id")
                .param("id", id)
                .query(FileType.class)
                .optional();
    }

    private static Announced announced(RequestForm file) {
        return new Announced(
                file.text("fileName", 200),
                file.count("fileLength"),
                file.text("fileMd5", MD5, "must be an MD5 in hex").toLowerCase(Locale.ROOT));
    }
}
