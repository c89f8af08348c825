package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import java.util.OptionalInt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The parameter {@value #NAME} of every call that reads a cluster: as it was after that edit. */
final class EditParameter {
  static final String NAME = "edit";

  private EditParameter() {}

  /**
   * Returns the parameter of the current request.
   *
   * @throws ApiException if it says no number from 0
   */
  static OptionalInt ofRequest() {
    String text =
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
            ? request.getRequest().getParameter(NAME)
            : null;
    if (text == null) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.edit.position", NAME, text));
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
