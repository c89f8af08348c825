package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The socket that served the probe. */
@Schema(name = "Server")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerView(
    String ns,
    @Schema(description = "The pod it is in, as namespace/name", example = "default/web-2")
        @Nullable String pod,
    String listener,
    @JsonProperty("sees_src") String seesSource,
    @JsonProperty("sees_sport") int seesPort,
    String local) {}
