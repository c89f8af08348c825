package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint that a Service's packet could go to. */
@Schema(name = "Backend")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackendView(
    @Schema(description = "As namespace/name; absent if it is no pod", example = "default/web-2")
        @Nullable String pod,
    @Schema(example = "10.0.2.2") String address,
    @Schema(description = "Absent if the port stays the same", example = "8080")
        @Nullable Integer port,
    @Schema(description = "0 to 1", example = "0.5") double probability) {}
