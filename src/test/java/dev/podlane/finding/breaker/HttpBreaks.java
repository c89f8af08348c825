package dev.podlane.finding.breaker;

import java.util.List;
import java.util.Map;

/** Faults of Ingresses, Gateways and routes. */
final class HttpBreaks {
  private static final String INGRESS = "Ingress";
  private static final String ROUTE = "HTTPRoute";
  private static final String GATEWAY = "Gateway";
  private static final String LISTENER_SET = "ListenerSet";
  private static final String BACKEND = "spec/rules/0/http/paths/0/backend/service/";
  private static final String REF = "spec/rules/0/backendRefs/0/";

  private HttpBreaks() {}

  /** A request meets the Gateway, the route and the Service behind it. */
  private static Break alone(Break each) {
    return each.touches().size() > 1
        ? each
        : each.touching(each.role(), "gate", "web", "cart", "pay");
  }

  private static final List<Break> EVERY =
      List.of(
          Break.of(
                  "ingress.class-unknown",
                  INGRESS,
                  "site",
                  it -> it.set(INGRESS, "site", "spec/ingressClassName", "ngnix"))
              .noProbe(),
          Break.of(
                  "ingress.class-missing",
                  INGRESS,
                  "site",
                  it -> it.set(INGRESS, "site", "spec/ingressClassName", null))
              .noProbe(),
          Break.of(
              "ingress.service-unknown",
              INGRESS,
              "site",
              it -> it.set(INGRESS, "site", BACKEND + "name", it.mistyped(it.name("web")))),
          Break.of(
                  "ingress.service-elsewhere",
                  INGRESS,
                  "site",
                  it -> it.set(INGRESS, "site", BACKEND + "name", it.name("db") + "-rw"))
              .touching("site", "db", "gate", "web")
              .noEdit(),
          Break.of(
              "ingress.port-unknown",
              INGRESS,
              "site",
              it -> it.set(INGRESS, "site", BACKEND + "port", Map.of("number", 81))),
          Break.of(
                  "ingress.rule-twice",
                  INGRESS,
                  "again",
                  it ->
                      it.add(
                          """
                          {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: again,
                           namespace: "@shop"}, spec: {ingressClassName: nginx, rules: [{host:
                           shop.example.test, http: {paths: [{path: /, pathType: Prefix, backend:
                           {service: {name: "@pay", port: {number: 443}}}}]}}]}}
                          """))
              .touching("site", "pay", "gate", "web")
              .noProbe()
              .noEdit(),
          Break.of(
                  "ingress.secret-unknown",
                  INGRESS,
                  "site",
                  it -> {
                    it.add(
                        """
                        {apiVersion: v1, kind: Secret, metadata: {name: shop-tls, namespace:
                         "@shop"}, type: kubernetes.io/tls}
                        """);
                    it.set(
                        INGRESS,
                        "site",
                        "spec/tls",
                        List.of(
                            Map.of(
                                "hosts", List.of("shop.example.test"), "secretName", "shpo-tls")));
                  })
              .noProbe(),
          Break.of(
                  "ingress.secret-unknown",
                  INGRESS,
                  "site",
                  it -> {
                    it.add(
                        """
                        {apiVersion: v1, kind: Secret, metadata: {name: database, namespace:
                         "@shop"}, type: Opaque}
                        """);
                    it.set(INGRESS, "site", "spec/tls", List.of(Map.of("secretName", "shop-tls")));
                  })
              .noProbe()
              .noEdit(),
          Break.of(
                  "gateway.secret-unknown",
                  GATEWAY,
                  "gate",
                  it -> {
                    it.add(
                        """
                        {apiVersion: v1, kind: Secret, metadata: {name: edge-tls, namespace:
                         "@edge"}, type: kubernetes.io/tls}
                        """);
                    it.set(
                        GATEWAY,
                        "gate",
                        "spec/listeners/0/tls",
                        Map.of("certificateRefs", List.of(Map.of("name", "edge-tsl"))));
                  })
              .noProbe(),
          Break.of(
                  "gateway.class-unknown",
                  GATEWAY,
                  "gate",
                  it -> it.set(GATEWAY, "gate", "spec/gatewayClassName", "exmaple"))
              .noProbe(),
          Break.of(
                  "gateway.listener-twice",
                  GATEWAY,
                  "gate",
                  it ->
                      it.set(
                          GATEWAY,
                          "gate",
                          "spec/listeners/1",
                          Map.of(
                              "name", "other",
                              "port", 80,
                              "protocol", "HTTP",
                              "hostname", "*.example.test",
                              "allowedRoutes", Map.of("namespaces", Map.of("from", "All")))))
              .noProbe()
              .noEdit(),
          Break.of(
                  "listener-set.parent-unknown",
                  LISTENER_SET,
                  "more",
                  it ->
                      it.set(
                          LISTENER_SET,
                          "more",
                          "spec/parentRef/name",
                          it.mistyped(it.name("gate"))))
              .noProbe(),
          Break.of(
                  "listener-set.not-allowed",
                  GATEWAY,
                  "gate",
                  it -> it.set(GATEWAY, "gate", "spec/allowedListeners", null))
              .noProbe(),
          Break.of(
                  "listener-set.conflict",
                  LISTENER_SET,
                  "more",
                  it ->
                      it.set(
                          LISTENER_SET,
                          "more",
                          "spec/listeners/0",
                          Map.of("name", "admin", "port", 80, "protocol", "TCP")))
              .noProbe()
              .noEdit(),
          Break.of(
              "route.parent-unknown",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", "spec/parentRefs/1/name", it.mistyped(it.name("more")))),
          Break.of(
              "route.parent-unknown",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", "spec/parentRefs/0/name", it.mistyped(it.name("gate")))),
          Break.of(
              "route.parent-unknown",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", "spec/parentRefs/0/namespace", null)),
          Break.of(
              "route.listener-unknown",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", "spec/parentRefs/0/sectionName", "htpp")),
          Break.of(
                  "route.not-allowed",
                  GATEWAY,
                  "gate",
                  it -> it.set(GATEWAY, "gate", "spec/listeners/0/allowedRoutes", null))
              .touching("gate", "route", "web", "cart"),
          Break.of(
                  "route.host-disjoint",
                  ROUTE,
                  "route",
                  it -> it.set(ROUTE, "route", "spec/hostnames", List.of("api.example.com")))
              .noProbe()
              .noEdit(),
          Break.of(
              "route.service-unknown",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", REF + "name", it.mistyped(it.name("web")))),
          Break.of(
              "route.grant-missing",
              ROUTE,
              "cross",
              it -> it.manifests().remove("ReferenceGrant", "cross")),
          Break.of(
              "route.grant-missing",
              ROUTE,
              "cross",
              it -> it.set("ReferenceGrant", "cross", "spec/from/0/namespace", it.name("data"))),
          Break.of(
              "route.port-unknown",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", REF + "port", 8080)),
          Break.of(
              "route.weights-zero",
              ROUTE,
              "route",
              it -> it.set(ROUTE, "route", REF + "weight", 0)));

  static final List<Break> ALL = EVERY.stream().map(HttpBreaks::alone).toList();
}
