package dev.podlane.web.api;

import dev.podlane.store.SavedCluster;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Event;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An event of the time line as it is sent. */
@Schema(name = "TimelineRequest")
record TimelineBody(
    @Schema(description = "What happens") @Valid @Nullable TimedBody event,
    @Schema(
            description =
                "When, in seconds since the beginning; when everything before has come to rest if"
                    + " left out",
            example = "10")
        @DecimalMin("0")
        @DecimalMax("86400")
        @Nullable BigDecimal at,
    @Schema(description = "For a sample: save a copy under this name and change that")
        @Size(max = SavedCluster.MAX_NAME)
        @Nullable String copyAs) {
  /**
   * Returns the event.
   *
   * @param end the state when everything has come to rest
   */
  Event.Timed asked(State end) {
    if (event == null) {
      throw EditBody.missing("event");
    }
    long moment = at == null ? end.now() : Math.round(at.doubleValue() * 1_000);
    return new Event.Timed(moment, event.asked(end));
  }
}
