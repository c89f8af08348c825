package dev.podlane.store;

/**
 * Documents to be kept.
 *
 * @param contentType media type as they were sent
 * @param text after redaction
 * @param blanked how many values redaction took out
 */
public record NewDocuments(String contentType, String text, Blanked blanked) {}
