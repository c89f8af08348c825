package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.TraceView.OutcomeView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expectation, and what a walk of its probe shows. */
@Schema(name = "Expectation")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExpectationView(
    @Schema(description = "The document's name", example = "shop") @Nullable String name,
    @Schema(example = "shop/web") String from,
    @Schema(example = "svc:shop/cart") String to,
    @Schema(example = "tcp") String protocol,
    @Schema(description = "A number, or a port's name", example = "7070") @Nullable String port,
    @Schema(description = "The expected result", example = "delivered") String expect,
    @Schema(description = "The expected code or reason of the cause", example = "policy")
        @Nullable String reason,
    @Schema(description = "true if the result, and the reason if one is expected, are these")
        boolean ok,
    @Schema(description = "The outcome of the walk; absent if the probe cannot be sent")
        @Nullable OutcomeView outcome,
    @Schema(description = "Why the probe cannot be sent") @Nullable String problem,
    @Nullable String file,
    @Nullable Integer line,
    @Schema(example = "spec.expectations[0]") @Nullable String path) {

  /** All expectations of a cluster, in the order of the documents. */
  @Schema(name = "Expectations")
  public record ExpectationsView(
      @Schema(description = "true if all are met") boolean ok,
      List<ExpectationView> expectations) {}
}
