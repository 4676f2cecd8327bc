package dev.mandate.samples.media.upload;

/** What the storage port promises: files up to a size, in bytes, at its presigned URLs. */
record StorageTerms(long largestFile, PresignedUrls urls) {}
