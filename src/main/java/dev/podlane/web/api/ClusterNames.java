package dev.podlane.web.api;

import dev.podlane.store.SavedCluster;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/** Validation of the names of clusters. */
final class ClusterNames {
  private ClusterNames() {}

  /**
   * The name without white space around it.
   *
   * @param field place of the name in the request
   * @throws ApiException if nothing of it can be seen, it is too long, or it has control characters
   *     or halves of characters
   */
  static String checked(String field, String name) {
    String stripped = name.strip();
    if (stripped.codePoints().anyMatch(ClusterNames::isBroken)) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.field.name-control", field));
    }
    boolean seen = stripped.codePoints().anyMatch(ClusterNames::isSeen);
    if (!seen || stripped.length() > SavedCluster.MAX_NAME) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.name-length", field, Integer.toString(SavedCluster.MAX_NAME)));
    }
    return stripped;
  }

  /** Returns the checked name; null for a missing or blank one. */
  static @Nullable String checkedIfGiven(String field, @Nullable String name) {
    return name == null || name.isBlank() ? null : checked(field, name);
  }

  /** The name, cut to the longest that a cluster may have. */
  static String shortened(String name) {
    if (name.length() <= SavedCluster.MAX_NAME) {
      return name;
    }
    int end = SavedCluster.MAX_NAME - 1;
    return name.substring(0, Character.isLowSurrogate(name.charAt(end)) ? end - 1 : end) + "…";
  }

  private static boolean isBroken(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static boolean isSeen(int codePoint) {
    return Character.getType(codePoint) != Character.FORMAT && !Character.isWhitespace(codePoint);
  }
}
