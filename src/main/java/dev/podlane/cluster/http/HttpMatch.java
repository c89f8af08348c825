package dev.podlane.cluster.http;

import java.util.List;

/**
 * A match of an HTTPRoute's rule: everything in it must be true of a request.
 *
 * @param pathType the comparison of the path
 * @param path path, prefix or expression
 * @param headers conditions on headers
 * @param query conditions on parameters of the query
 * @param method empty for every one
 */
public record HttpMatch(
    PathType pathType, String path, List<Condition> headers, List<Condition> query, String method) {
  /** Comparisons of paths, the strongest first (rule 124). */
  public enum PathType {
    EXACT,
    REGULAR_EXPRESSION,
    PREFIX
  }

  /**
   * A condition on a header or a parameter.
   *
   * @param name in lower case for headers
   * @param pattern true if the value is a regular expression
   */
  public record Condition(String name, String value, boolean pattern) {
    private boolean holds(String actual) {
      return pattern ? RoutePattern.matches(value, actual) : actual.equals(value);
    }
  }

  /** Every request: the match of a rule that has none. */
  static final HttpMatch EVERYTHING = new HttpMatch(PathType.PREFIX, "/", List.of(), List.of(), "");

  public HttpMatch {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /** Returns true if a regular expression decides. */
  boolean hasPattern() {
    return pathType == PathType.REGULAR_EXPRESSION
        || headers.stream().anyMatch(Condition::pattern)
        || query.stream().anyMatch(Condition::pattern);
  }

  /**
   * Returns true if a request is meant.
   *
   * @throws RoutePattern.Unfit if an expression cannot be read, or takes too many steps
   */
  boolean matches(HttpRequest request) {
    return (method.isEmpty() || method.equals(request.method()))
        && isPath(request.path())
        && headers.stream()
            .allMatch(each -> request.header(each.name()).filter(each::holds).isPresent())
        && query.stream()
            .allMatch(each -> request.parameter(each.name()).filter(each::holds).isPresent());
  }

  private boolean isPath(String asked) {
    return switch (pathType) {
      case EXACT -> asked.equals(path);
      case PREFIX -> HttpPath.isBelow(asked, path);
      case REGULAR_EXPRESSION -> RoutePattern.matches(path, asked);
    };
  }
}
