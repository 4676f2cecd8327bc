package dev.mandate.samples.media.upload;

/** The limits and URLs of the storage port: the maximum size of a file, in bytes, and its presigned URLs. */
record StorageTerms(long largestFile, PresignedUrls urls) {}
