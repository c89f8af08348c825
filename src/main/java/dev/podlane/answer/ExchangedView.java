package dev.podlane.answer;

import io.swagger.v3.oas.annotations.media.Schema;

/** Octets that got across a connection. */
@Schema(name = "Exchanged")
public record ExchangedView(
    @Schema(description = "Of the request: acknowledged by the server") int request,
    @Schema(description = "Of the answer: arrived at the client") int response) {}
