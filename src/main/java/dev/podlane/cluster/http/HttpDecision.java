package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/**
 * The decision of a proxy about a request.
 *
 * @param verdict the decision
 * @param route the rule that decides, such as {@code Ingress shop/web spec.rules[0].http.paths[0]};
 *     empty if none does
 * @param doubts parts of the input that are read, not simulated and could decide otherwise
 */
public record HttpDecision(Verdict verdict, String route, List<Doubt> doubts) {
  /** Status of an answer for which a proxy has no rule. */
  public static final int NOT_FOUND = 404;

  /** Status of an answer where the backend is not there, or not permitted (rule 125). */
  public static final int NO_BACKEND = 500;

  /** Status of an answer where the backend has no endpoint (rule 122). */
  public static final int NO_ENDPOINT = 503;

  /** The kinds of decisions. */
  public sealed interface Verdict {
    /**
     * Asks a backend and passes its answer on.
     *
     * @param shares the backends that may be chosen, one of them at random by weight
     * @param host the host that the backend is asked for
     * @param path path that the backend is asked for, without the query
     * @param patience the time it waits for the backend
     */
    record Forward(List<Share> shares, String host, String path, Patience patience)
        implements Verdict {
      public Forward {
        shares = List.copyOf(shares);
      }
    }

    /** Sends the client elsewhere. */
    record Redirect(int status, String location) implements Verdict {}

    /**
     * Answers itself.
     *
     * @param why code of the reason: {@code no-rule}, {@code no-class}, {@code no-listener}, {@code
     *     not-allowed}, {@code no-backend}, {@code source-range}
     */
    record Answer(int status, String why) implements Verdict {}
  }

  /**
   * A part of the requests.
   *
   * @param service name of the Service, as {@code namespace/name}
   * @param weight part of the sum of the weights
   * @param status answer of the proxy itself instead: 500 or 503; 0 if there are endpoints
   * @param why code of the reason for that answer; empty if there is none
   * @param endpoints its ready endpoints, in order
   */
  public record Share(
      String service, int weight, int status, String why, List<Endpoints.Target> endpoints) {
    public Share {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * Something that could decide otherwise and is not simulated.
   *
   * @param path the field that makes it count; empty for the whole object
   */
  public record Doubt(ObjectRef object, String path) {}

  public HttpDecision {
    doubts = List.copyOf(doubts);
  }

  /** The same decision with further doubts behind its own. */
  HttpDecision with(List<Doubt> others) {
    List<Doubt> all = new ArrayList<>(doubts);
    all.addAll(others);
    return new HttpDecision(verdict, route, all);
  }
}
