package dev.podlane.workspace;

import dev.podlane.cluster.http.Endpoints;
import dev.podlane.cluster.http.HttpDecision.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a URL: what came over the connection that the client made.
 *
 * @param status status of the answer
 * @param why code of the reason for a status of the proxy's own; empty if a pod answered
 * @param service the Service that was asked, as {@code namespace/name}; empty if none was
 * @param pod the pod that answered, as {@code namespace/name}; empty if none did, or it is no pod
 * @param proxy the pod whose proxy answered the client; empty if the client asked without one
 * @param route the rule that decided; empty if none did
 * @param location the address that the client is sent to; empty if it is sent nowhere
 * @param certificate Secret with the certificate that the client got, as {@code namespace/name};
 *     empty for the proxy's own certificate; null if the proxy ended no TLS
 * @param forwardedFor value of X-Forwarded-For as the pod gets it; empty if no proxy asked it
 * @param target path that the pod was asked for; empty if it was not asked by a proxy
 * @param shares the Services that could have been asked
 * @param backends the endpoints that could have been asked
 * @param onward the last connection that the proxy made; null if it made none
 * @param tries number of connections that the proxy made
 */
public record HttpAnswer(
    int status,
    String why,
    String service,
    String pod,
    String proxy,
    String route,
    String location,
    @Nullable String certificate,
    String forwardedFor,
    String target,
    List<Share> shares,
    List<Backend> backends,
    @Nullable Walked onward,
    int tries) {
  /**
   * An endpoint that could have been asked.
   *
   * @param probability 0 to 1
   */
  public record Backend(Endpoints.Target target, double probability) {}

  public HttpAnswer {
    shares = List.copyOf(shares);
    backends = List.copyOf(backends);
  }

  /** The answer of a program that the client connected to itself. */
  static HttpAnswer direct(String service, String pod) {
    return new HttpAnswer(
        200, "", service, pod, "", "", "", null, "", "", List.of(), List.of(), null, 0);
  }

  /** An answer that a program of the node gives about a Service. */
  static HttpAnswer own(int status, String why, String service) {
    return new HttpAnswer(
        status, why, service, "", "", "", "", null, "", "", List.of(), List.of(), null, 0);
  }
}
