package dev.podlane.answer;

import io.swagger.v3.oas.annotations.media.Schema;

/** Data that goes over a connection, in octets. */
@Schema(name = "Exchange")
public record ExchangeView(
    int request, int response, @Schema(allowableValues = {"fin", "rst", "keep"}) String close) {}
