package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Network namespaces that were searched for. */
@Schema(name = "Found")
public record FoundView(
    List<Place> results, @Schema(description = "How many more there are") int omitted) {
  public FoundView {
    results = List.copyOf(results);
  }

  /** One of them. */
  @Schema(name = "FoundPlace")
  public record Place(
      @Schema(example = "default/web-1") String namespace,
      @Schema(allowableValues = {"host", "pod", "container", "router", "segment", "other"})
          String kind,
      @Schema(example = "node-1") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String machine) {}
}
