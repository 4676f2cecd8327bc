package dev.mandate.samples.page;

import java.util.List;

/** One page of a list; the counts include only what the caller may see. */
public record Page<T>(PageInfo pageInfo, List<T> pageData) {

    /** The page's position in the list. */
    public record PageInfo(int pageNumber, int pageSize, long totalItems, long totalPages) {}

    public Page {
        pageData = List.copyOf(pageData);
    }

    static <T> Page<T> of(PageNumber page, long total, List<T> data) {
        long pages = (total + page.size() - 1) / page.size();
        return new Page<>(new PageInfo(page.number(), page.size(), total, pages), data);
    }
}
