package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import java.util.OptionalLong;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The parameter {@value #NAME} of every call that reads a cluster: as it is at that moment. */
final class MomentParameter {
  static final String NAME = "moment";

  private MomentParameter() {}

  /**
   * Returns the parameter of the current request, in milliseconds.
   *
   * @throws ApiException if it is no number of seconds from 0
   */
  static OptionalLong ofRequest() {
    String text =
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
            ? request.getRequest().getParameter(NAME)
            : null;
    return text == null ? OptionalLong.empty() : OptionalLong.of(millis(NAME, text));
  }

  /**
   * A number of seconds as milliseconds.
   *
   * @throws ApiException if it is none from 0
   */
  static long millis(String name, String text) {
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.time.moment", name, text));
    }
    return Math.round(Double.parseDouble(text) * 1_000);
  }
}
