package dev.podlane.web.api;

import dev.podlane.store.SavedCluster;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import org.jspecify.annotations.Nullable;

/** What a cluster may be called. */
final class ClusterNames {
  private ClusterNames() {}

  /**
   * The name without white space around it.
   *
   * @param field where it stands in the request
   * @throws ApiException if nothing of it can be seen, it is too long, or it has control characters
   *     or halves of characters
   */
  static String checked(String field, String name) {
    String stripped = name.strip();
    if (stripped.codePoints().anyMatch(ClusterNames::isBroken)) {
      throw new ApiException(Kind.INVALID_FIELDS, Fault.field("api.field.name-control", field));
    }
    boolean seen = stripped.codePoints().anyMatch(ClusterNames::isSeen);
    if (!seen || stripped.length() > SavedCluster.MAX_NAME) {
      throw new ApiException(
          Kind.INVALID_FIELDS,
          Fault.field("api.field.name-length", field, Integer.toString(SavedCluster.MAX_NAME)));
    }
    return stripped;
  }

  /** The same where a missing or blank name says that none is wanted. */
  static @Nullable String checkedIfGiven(String field, @Nullable String name) {
    return name == null || name.isBlank() ? null : checked(field, name);
  }

  private static boolean isBroken(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static boolean isSeen(int codePoint) {
    return Character.getType(codePoint) != Character.FORMAT && !Character.isWhitespace(codePoint);
  }
}
