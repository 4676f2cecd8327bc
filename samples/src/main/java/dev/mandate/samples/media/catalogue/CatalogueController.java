package dev.mandate.samples.media.catalogue;

import dev.mandate.client.upstream.Reach;
import dev.mandate.samples.media.workspace.Workspaces;
import dev.mandate.samples.page.Page;
import dev.mandate.samples.page.PageNumber;
import dev.mandate.samples.page.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs and products (ECOMM), projects and deliverables (EDITORIAL): one by id, or the visible ones by page. */
@RestController
@RequestMapping("/v1")
final class CatalogueController {
    private final Rows rows;
    private final Pages pages;
    private final Workspaces workspaces;

    CatalogueController(Rows rows, Pages pages, Workspaces workspaces) {
        this.rows = rows;
        this.pages = pages;
        this.workspaces = workspaces;
    }

    @GetMapping("/jobs/{jobId}")
    Job job(Reach reach, @PathVariable String jobId) {
        return reach.require(rows.find(Job.class, Rows.JOBS, jobId), Job::place);
    }

    @GetMapping("/products/{productId}")
    Product product(Reach reach, @PathVariable String productId) {
        return reach.require(rows.find(Product.class, Rows.PRODUCTS, productId), Product::place);
    }

    @GetMapping("/editorial/projects/{projectId}")
    Project project(Reach reach, @PathVariable String projectId) {
        return reach.require(rows.find(Project.class, Rows.PROJECTS, projectId), Project::place);
    }

    @GetMapping("/editorial/deliverables/{deliverableId}")
    Deliverable deliverable(Reach reach, @PathVariable String deliverableId) {
        return reach.require(rows.find(Deliverable.class, Rows.DELIVERABLES, deliverableId), Deliverable::place);
    }

    @GetMapping("/jobs")
    Page<Job> jobs(
            Reach reach,
            @RequestParam @Nullable String clientId,
            @RequestParam @Nullable String pageNumber,
            @RequestParam @Nullable String pageSize) {
        PageNumber page = PageNumber.parse(pageNumber, pageSize);
        return pages.of(Job.class, Rows.JOBS, reach, workspaces.wanted(reach, clientId, page));
    }

    @GetMapping("/products")
    Page<Product> products(
            Reach reach,
            @RequestParam @Nullable String clientId,
            @RequestParam @Nullable String pageNumber,
            @RequestParam @Nullable String pageSize) {
        PageNumber page = PageNumber.parse(pageNumber, pageSize);
        return pages.of(Product.class, Rows.PRODUCTS, reach, workspaces.wanted(reach, clientId, page));
    }

    @GetMapping("/editorial/projects")
    Page<Project> projects(
            Reach reach,
            @RequestParam @Nullable String clientId,
            @RequestParam @Nullable String pageNumber,
            @RequestParam @Nullable String pageSize) {
        PageNumber page = PageNumber.parse(pageNumber, pageSize);
        return pages.of(Project.class, Rows.PROJECTS, reach, workspaces.wanted(reach, clientId, page));
    }
}
