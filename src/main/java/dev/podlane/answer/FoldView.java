package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.TraceView.ParentView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps that are told as one. */
@Schema(name = "Fold")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoldView(
    @Schema(
            description =
                "A question of ARP, a packet sent again, or later segments of a connection that"
                    + " take the same way as one before",
            allowableValues = {"arp", "again", "connection"})
        String type,
    @Schema(description = "Where it stands in the order of play: seq of its first step") int seq,
    @Schema(description = "The step of this answer it follows from") @Nullable ParentView parent,
    @Schema(
            description =
                "The hops that begin with one of its requests, with an attempt, or with a segment")
        List<Integer> requests,
    String namespace,
    @Schema(description = "Of arp: where it asks") @Nullable String device,
    @Schema(description = "Of arp: whose hardware address is asked for", example = "10.0.1.1")
        @Nullable String address,
    @Schema(description = "Of arp: namespaces that answered") @Nullable List<String> answeredBy,
    @Schema(description = "Hops it stands for") int hops,
    @Schema(description = "Steps of the detail stages it stands for") int steps,
    @Schema(description = "Of arp: others who heard it and are counted only")
        @Nullable Integer others,
    @Schema(example = "default/web-1 asks on eth0 who has 10.0.1.1; node-1 answers.")
        String sentence) {}
