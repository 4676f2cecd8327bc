package dev.mandate.samples.media.upload;

/** What bytes turned out to be: their number and their MD5 in lower-case hex. */
public record StoredBytes(long length, String md5) {}
