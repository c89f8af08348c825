package dev.podlane.web.api;

import dev.podlane.answer.TargetWords;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.TargetException;

/** Reports the name of a probe that has no target, with suggestions. */
final class TargetFaults {
  private TargetFaults() {}

  static ApiException of(TargetException failure) {
    TargetWords words = TargetWords.of(failure);
    Fault fault = Fault.field(words.key(), words.field(), words.args().toArray(new String[0]));
    ProblemKind kind =
        switch (failure.why()) {
          case UNKNOWN,
              LEFT_OUT,
              NO_PODS,
              AMBIGUOUS,
              NOBODY,
              SHARED,
              SERVICE_SENDS_NOTHING,
              NO_GATEWAY ->
              ProblemKind.UNKNOWN_TARGET;
          case TWO_PORTS,
              NO_PORT,
              NO_CONNECTION,
              BAD_PORT,
              BAD_URL,
              UNSUPPORTED,
              NO_ADDRESS,
              NO_ENDPOINT,
              NO_ENDPOINTS,
              NO_NAME ->
              ProblemKind.INVALID_FIELDS;
        };
    return new ApiException(kind, fault);
  }
}
