package dev.mandate.samples.media.upload;

/** The measured length of a file and its MD5 in lower-case hex. */
public record StoredBytes(long length, String md5) {}
