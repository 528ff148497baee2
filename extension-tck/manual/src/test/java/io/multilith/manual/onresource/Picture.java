package io.multilith.manual.onresource;

/** A picture and what it is shown by. */
public record Picture(String id, String url, Integer width, String status, String thumbnail) {}
