package dev.podlane.store;

/**
 * Documents to be kept.
 *
 * @param contentType media type as they were sent
 * @param text after redaction
 * @param blanked number of values that redaction blanked
 */
public record NewDocuments(String contentType, String text, Blanked blanked) {}
