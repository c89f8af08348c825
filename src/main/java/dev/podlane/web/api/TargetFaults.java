package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.TargetException;
import java.util.List;
import java.util.Locale;

/** Reports the name of a probe that has no target, with suggestions. */
final class TargetFaults {
  private TargetFaults() {}

  static ApiException of(TargetException failure) {
    String why = failure.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean near = failure.why() == TargetException.Why.UNKNOWN && !failure.candidates().isEmpty();
    List<String> about = failure.candidates();
    if (failure.why() == TargetException.Why.LEFT_OUT) {
      String code = "api.target.left-out" + (about.get(4).isEmpty() ? "" : "-in-file");
      return new ApiException(
          ProblemKind.UNKNOWN_TARGET,
          Fault.field(code, failure.field(), about.toArray(new String[0])));
    }
    if (failure.why() == TargetException.Why.NO_PODS) {
      return new ApiException(
          ProblemKind.UNKNOWN_TARGET,
          Fault.field(
              "api.target.no-pods-" + about.get(2), failure.field(), about.get(0), about.get(1)));
    }
    Fault fault =
        Fault.field(
            "api.target." + why + (near ? "-near" : ""),
            failure.field(),
            failure.text(),
            String.join(", ", failure.candidates()));
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
              NO_NAME ->
              ProblemKind.INVALID_FIELDS;
        };
    return new ApiException(kind, fault);
  }
}
