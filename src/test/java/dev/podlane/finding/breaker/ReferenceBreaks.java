package dev.podlane.finding.breaker;

import java.util.List;
import java.util.Map;

/** Faults of names in settings, and of resolvers. */
final class ReferenceBreaks {
  private static final String DEPLOYMENT = "Deployment";
  private static final String MAIN = "spec/template/spec/containers/0/";

  private ReferenceBreaks() {}

  private static void pod(Healthy it, String name, String spec, String status) {
    it.add(
        """
        {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: "@shop", labels: {run: %s}},
         spec: {%s}, status: {%s}}
        """
            .formatted(name, name, spec, status));
  }

  static final List<Break> ALL =
      List.of(
          Break.of(
                  "reference.service-unknown",
                  DEPLOYMENT,
                  "web",
                  it ->
                      it.set(
                          DEPLOYMENT,
                          "web",
                          MAIN + "env/1/value",
                          "postgres://"
                              + it.mistyped(it.name("db"))
                              + "."
                              + it.name("data")
                              + ".svc.cluster.local:5432/x"))
              .noProbe(),
          Break.of(
                  "reference.service-unknown",
                  DEPLOYMENT,
                  "web",
                  it ->
                      it.set(
                          DEPLOYMENT,
                          "web",
                          MAIN + "env/0/value",
                          it.mistyped(it.name("cart")) + ":7070"))
              .noProbe(),
          Break.of(
                  "reference.service-unknown",
                  DEPLOYMENT,
                  "web",
                  it -> it.set(DEPLOYMENT, "web", MAIN + "env/0/value", "http://q.nowhere.svc:80"))
              .noEdit(),
          Break.of(
                  "reference.other-namespace",
                  "Pod",
                  "caller",
                  it ->
                      pod(
                          it,
                          "caller",
                          "containers: [{name: main, args: [\"--store="
                              + it.name("db")
                              + "-rw:5432\"]}]",
                          ""))
              .noProbe(),
          Break.of(
                  "reference.port-unknown",
                  DEPLOYMENT,
                  "web",
                  it -> it.set(DEPLOYMENT, "web", MAIN + "env/0/value", it.name("cart") + ":80"))
              .noProbe(),
          Break.of(
                  "dns.host-network-policy",
                  DEPLOYMENT,
                  "web",
                  it -> it.set(DEPLOYMENT, "web", "spec/template/spec/hostNetwork", true))
              .touching("web", "cart"),
          Break.of(
                  "dns.default-policy",
                  DEPLOYMENT,
                  "web",
                  it -> it.set(DEPLOYMENT, "web", "spec/template/spec/dnsPolicy", "Default"))
              .touching("web", "cart"),
          Break.of(
                  "dns.nameserver-foreign",
                  DEPLOYMENT,
                  "web",
                  it -> {
                    it.set(DEPLOYMENT, "web", "spec/template/spec/dnsPolicy", "None");
                    it.set(
                        DEPLOYMENT,
                        "web",
                        "spec/template/spec/dnsConfig",
                        Map.of(
                            "nameservers", List.of("192.168.60.99"),
                            "searches", List.of(it.name("shop") + ".svc.cluster.local")));
                  })
              .touching("web", "cart"),
          Break.of(
                  "dns.ndots-few",
                  DEPLOYMENT,
                  "web",
                  it -> {
                    String name = it.name("db") + "." + it.name("data");
                    it.set(DEPLOYMENT, "web", MAIN + "env/1/value", "postgres://" + name + "/shop");
                    it.set(
                        DEPLOYMENT,
                        "web",
                        "spec/template/spec/dnsConfig",
                        Map.of("options", List.of(Map.of("name", "ndots", "value", "1"))));
                  })
              // pods get other names, and policies make them senders of other probes
              .touching("web", Break.POLICY)
              .noProbe(),
          Break.of(
                  "dns.search-missing",
                  DEPLOYMENT,
                  "web",
                  it -> {
                    it.set(DEPLOYMENT, "web", "spec/template/spec/dnsPolicy", "None");
                    it.set(
                        DEPLOYMENT,
                        "web",
                        "spec/template/spec/dnsConfig",
                        Map.of(
                            "nameservers",
                            List.of("10.96.0.10"),
                            "searches",
                            List.of("example.test")));
                  })
              .touching("web", "cart"));
}
