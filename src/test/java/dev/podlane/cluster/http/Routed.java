package dev.podlane.cluster.http;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Described;
import dev.podlane.net.addr.Ip;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cluster of which requests are asked, and the decisions as one line of text. */
final class Routed {
  /** Services with one pod each, named like their Services. */
  private static final String PODS =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: apps, labels: {team: blue}}}
      ---
      """;

  private final HttpRouting routing;

  private Routed(Cluster cluster) {
    this.routing =
        new HttpRouting(
            cluster.http(), cluster.pods(), cluster.services(), cluster::labels, cluster.sources());
  }

  /**
   * Reads a cluster.
   *
   * @param services {@code namespace/name} of Services, each with port 80, called http, and one pod
   */
  static Routed of(String documents, String... services) {
    StringBuilder text = new StringBuilder(PODS);
    for (String each : services) {
      String[] path = each.split("/", -1);
      String head = "metadata: {namespace: " + path[0] + ", name: " + path[1];
      String labels = "app: " + path[1];
      text.append("{apiVersion: v1, kind: Service, ")
          .append(head)
          .append("}, spec: {selector: {")
          .append(labels)
          .append("}, ports: [{name: http, port: 80, targetPort: 8080}]}}\n---\n");
      text.append("{apiVersion: v1, kind: Pod, ")
          .append(head)
          .append(", labels: {")
          .append(labels)
          .append("}}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}}\n---\n");
    }
    return new Routed(Described.read((text + documents).split("\n")));
  }

  /**
   * The decision about a request.
   *
   * @param asked {@code METHOD URL [HEADER=VALUE …]}; {@code from} is the client's address
   * @return {@code STATUS why}, {@code STATUS location}, or for each share {@code
   *     namespace/name*weight} and what is wrong with it, and the path where it was changed
   */
  String told(String asked) {
    HttpDecision decision = decision(asked);
    String doubts =
        decision.doubts().stream()
            .map(each -> " ? " + each.object().kind() + " " + each.path())
            .collect(Collectors.joining());
    if (decision.verdict() instanceof HttpDecision.Verdict.Answer answer) {
      return answer.status() + " " + answer.why() + doubts;
    }
    if (decision.verdict() instanceof HttpDecision.Verdict.Redirect redirect) {
      return redirect.status() + " " + redirect.location() + doubts;
    }
    HttpDecision.Verdict.Forward forward = (HttpDecision.Verdict.Forward) decision.verdict();
    HttpRequest request = request(asked);
    String changed = forward.path().equals(request.path()) ? "" : " as " + forward.path();
    String host = forward.host().equals(request.host()) ? "" : " at " + forward.host();
    return forward.shares().stream().map(Routed::told).collect(Collectors.joining(" "))
        + changed
        + host
        + doubts;
  }

  private static String told(HttpDecision.Share share) {
    String weight = share.weight() == 1 ? "" : "*" + share.weight();
    String wrong = share.status() == 0 ? "" : "=" + share.status() + ":" + share.why();
    return share.service() + weight + wrong;
  }

  HttpDecision decision(String asked) {
    HttpUrl url = url(asked);
    return routing.decide(proxy(url).orElseThrow(), request(asked));
  }

  /** The proxy that a URL's host leads to. */
  Optional<Proxy> proxy(HttpUrl url) {
    return routing.naming(url, url.host()).or(() -> routing.taking(url, url.host()));
  }

  /** The Secret with the certificate for a request. */
  String certificate(String asked) {
    HttpUrl url = url(asked);
    return routing.certificate(proxy(url).orElseThrow(), request(asked));
  }

  private static HttpUrl url(String asked) {
    return HttpUrl.parse(asked.split(" ", -1)[1]).orElseThrow();
  }

  private static HttpRequest request(String asked) {
    String[] words = asked.split(" ", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      headers.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    String from = headers.remove("from");
    HttpRequest made = HttpRequest.of(url(asked), null, words[0], headers);
    return from == null ? made : made.from(Ip.parse(from));
  }
}
