package dev.podlane.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A name to resolve.
 *
 * @param type in any case; A if left out
 */
@Schema(name = "DnsQuestion", example = DnsBody.EXAMPLE)
record DnsBody(
    @Schema(description = "The sender, as of a probe", example = "default/web-1")
        @NotBlank
        @Size(max = 300)
        @Nullable String from,
    @Schema(
            description =
                "The name as a program writes it; a dot at its end keeps the search list away. With"
                    + " type PTR it may be an address",
            example = "web")
        @NotBlank
        @Size(max = 300)
        @Nullable String name,
    @Schema(
            description = "A if left out",
            allowableValues = {"A", "AAAA", "CNAME", "SRV", "PTR", "TXT", "MX", "NS", "SOA"},
            defaultValue = "A")
        @Nullable String type) {
  static final String EXAMPLE = "{\"from\": \"default/web-1\", \"name\": \"web\", \"type\": \"A\"}";

  DnsBody {
    type = type == null || type.isBlank() ? "A" : type.strip();
  }
}
