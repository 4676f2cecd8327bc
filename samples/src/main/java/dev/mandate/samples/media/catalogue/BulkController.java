package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.form.RequestForm;
import dev.mandate.samples.media.upload.PresignedUrls;
import dev.mandate.samples.page.Pages.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Reads or writes many assets, files or specs in one call. Reads omit hidden and unknown ones; writes change all or
 * none.
 */
@RestController
@RequestMapping("/v1")
final class BulkController {
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 200;

    private final Rows rows;
    private final PresignedUrls urls;
    private final TransactionTemplate transaction;

    BulkController(Rows rows, PresignedUrls urls, TransactionTemplate transaction) {
        this.rows = rows;
        this.urls = urls;
        this.transaction = transaction;
    }

    record Assets(List<MediaAsset> assets) {}

    record Files(List<Download> files) {}

    record Download(@JsonUnwrapped StudioFile file, String downloadUrl) {}

    record Specs(List<Spec> specs) {}

    record Renaming(UUID asset, String name) {}

    @PostMapping("/assets/bulk-get-assets")
    Assets assets(Reach reach, @RequestBody JsonNode body) {
        List<UUID> ids = ids(body, "assetIds");
        return new Assets(reach.visible(rows.findAll(MediaAsset.class, Rows.ASSETS, ids), MediaAsset::place));
    }

    @PostMapping("/files/bulk-get-files")
    Files files(Reach reach, @RequestBody JsonNode body) {
        List<UUID> ids = ids(body, "fileIds");
        return new Files(reach.visible(rows.findAll(StudioFile.class, Rows.FILES, ids), StudioFile::place).stream()
                .map(file -> new Download(file, urls.download(file.id()).toString()))
                .toList());
    }

    @PostMapping("/specs/bulk-get-specs")
    Specs specs(Reach reach, @RequestBody JsonNode body) {
        return specs(reach, body, Rows.ECOMM_SPECS);
    }

    @PostMapping("/editorial/specs/bulk-get-specs")
    Specs editorialSpecs(Reach reach, @RequestBody JsonNode body) {
        return specs(reach, body, Rows.EDITORIAL_SPECS);
    }

    @PutMapping("/assets/bulk-update-assets")
    Assets rename(Reach reach, @RequestBody JsonNode body) {
        RequestForm form = RequestForm.of(body);
        // sorted, so that two callers with the same assets lock them in the same order and do not deadlock
        List<Renaming> renamings = form.objects("assets", MOST).stream()
                .map(each -> new Renaming(each.id("assetId"), each.text("name", LONGEST_NAME)))
                .sorted(Comparator.comparing(Renaming::asset))
                .toList();
        form.check();
        // INVARIANT: every asset is looked up before the first is written, so that a hidden one leaves all unchanged
        List<UUID> ids = renamings.stream().map(Renaming::asset).distinct().toList();
        ids.forEach(id -> reach.require(asset(id), MediaAsset::place));
        transaction.executeWithoutResult(
                status -> renamings.forEach(renaming -> rows.renameAsset(renaming.asset(), renaming.name())));
        return new Assets(rows.findAll(MediaAsset.class, Rows.ASSETS, ids));
    }

    private Optional<MediaAsset> asset(UUID id) {
        return rows.findAll(MediaAsset.class, Rows.ASSETS, List.of(id)).stream().findFirst();
    }

    private Specs specs(Reach reach, JsonNode body, Source source) {
        return new Specs(reach.visible(rows.findAll(Spec.class, source, ids(body, "specIds")), Spec::place));
    }

    private static List<UUID> ids(JsonNode body, String name) {
        RequestForm form = RequestForm.of(body);
        List<UUID> ids = form.ids(name, MOST);
        form.check();
        return ids;
    }
}
