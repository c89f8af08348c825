package dev.podlane.finding.breaker;

import java.util.List;
import java.util.Map;

/** Faults of addresses, ports and names of Services, and of written endpoints. */
final class AddressBreaks {
  private static final String SERVICE = "Service";
  private static final String SLICE = "EndpointSlice";

  private AddressBreaks() {}

  /** A Service with written endpoints, which are healthy until they are changed. */
  private static void slice(Healthy it) {
    it.add(
        """
        {apiVersion: v1, kind: Service, metadata: {name: ext, namespace: "@shop"}, spec: {ports:
         [{name: web, port: 8080}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: target, namespace: "@shop", labels: {run:
         target}}, spec: {nodeName: node-2, containers: [{name: main, ports: [{containerPort:
         8080}]}]}, status: {phase: Running, podIP: 10.244.2.66}}
        ---
        {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: ext-1, namespace:
         "@shop", labels: {kubernetes.io/service-name: ext}}, addressType: IPv4, ports: [{name: web,
         port: 8080}], endpoints: [{addresses: [10.244.2.66], nodeName: node-2, targetRef: {kind:
         Pod, name: target, namespace: "@shop"}}]}
        """);
  }

  private static Break ofSlice(String code, String path, Object value) {
    return Break.of(
        code,
        SLICE,
        "ext-1",
        it -> {
          slice(it);
          it.set(SLICE, "ext-1", path, value);
        });
  }

  static final List<Break> ALL =
      List.of(
          Break.of(
                  "service.cluster-ip-twice",
                  SERVICE,
                  "pay",
                  it -> {
                    it.set(SERVICE, "cart", "spec/clusterIP", "10.96.7.7");
                    it.set(SERVICE, "pay", "spec/clusterIP", "10.96.7.7");
                  })
              .touching("cart", "pay")
              .noProbe(),
          Break.of(
                  "service.cluster-ip-foreign",
                  SERVICE,
                  "cart",
                  it -> it.set(SERVICE, "cart", "spec/clusterIP", "10.97.7.7"))
              .noProbe(),
          Break.of(
                  "service.node-port-twice",
                  SERVICE,
                  "front",
                  it -> it.set(SERVICE, "front", "spec/ports/0/nodePort", 30080))
              .touching("web", "front")
              .noProbe(),
          Break.of(
                  "service.node-port-range",
                  SERVICE,
                  "web",
                  it -> it.set(SERVICE, "web", "spec/ports/0/nodePort", 8080))
              .noProbe(),
          Break.of(
                  "service.external-name-address",
                  SERVICE,
                  "outer",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Service, metadata: {name: outer, namespace:
                           "@shop"}, spec: {type: ExternalName, externalName: 198.51.100.7}}
                          """))
              .noEdit(),
          Break.of(
                  "service.external-name-unknown",
                  SERVICE,
                  "alias",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Service, metadata: {name: alias, namespace: "@data"},
                           spec: {type: ExternalName, externalName: "%s.@shop.svc.cluster.local"}}
                          """
                              .formatted(it.mistyped(it.name("cart")))))
              .touching("alias", "cart"),
          Break.of(
                  "service.external-name-port",
                  SERVICE,
                  "alias",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Service, metadata: {name: alias, namespace:
                           "@data"}, spec: {type: ExternalName, externalName:
                           "@pay.@shop.svc.cluster.local", ports: [{port: 8443}]}}
                          """))
              .touching("alias", "pay")
              .noEdit(),
          Break.of(
                  "service.affinity-headless",
                  SERVICE,
                  "db",
                  it -> it.set(SERVICE, "db", "spec/sessionAffinity", "ClientIP"))
              .noProbe(),
          Break.of(
                  "service.source-ranges-unused",
                  SERVICE,
                  "web",
                  it ->
                      it.set(
                          SERVICE, "web", "spec/loadBalancerSourceRanges", List.of("10.0.0.0/8")))
              .noProbe(),
          ofSlice(
                  "slice.service-unknown",
                  "metadata/labels",
                  Map.of("kubernetes.io/service-name", "exxt"))
              .noProbe(),
          ofSlice("slice.port-unjoined", "ports/0/name", "http"),
          Break.of(
                  "slice.cluster-ip",
                  SLICE,
                  "ext-1",
                  it -> {
                    slice(it);
                    it.set(SERVICE, "cart", "spec/clusterIP", "10.96.7.9");
                    it.set(
                        SLICE, "ext-1", "endpoints/0", Map.of("addresses", List.of("10.96.7.9")));
                  })
              .touching("ext-1", "cart")
              .noProbe()
              .noEdit(),
          ofSlice("slice.address-twice", "endpoints/1", Map.of("addresses", List.of("10.244.2.66")))
              .noProbe(),
          Break.of(
                  "slice.pod-unknown",
                  SLICE,
                  "ext-1",
                  it -> {
                    slice(it);
                    it.set(SLICE, "ext-1", "endpoints/0/targetRef/name", "gone");
                    it.set(SLICE, "ext-1", "endpoints/0/addresses", List.of("10.244.2.9"));
                  })
              .noEdit(),
          Break.of(
                  "slice.pod-unknown",
                  SLICE,
                  "stale",
                  it ->
                      it.add(
                          """
                          {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: stale,
                           namespace: "@shop", labels: {kubernetes.io/service-name: "@pay"}},
                           addressType: IPv4, ports: [{name: https, port: 8443}], endpoints:
                           [{addresses: [10.244.3.99], nodeName: node-3, targetRef: {kind: Pod, name:
                           old-5d8f, namespace: "@shop"}}]}
                          """))
              .touching("pay"),
          ofSlice("slice.address-differs", "endpoints/0/addresses", List.of("10.244.2.9")),
          ofSlice("slice.node-differs", "endpoints/0/nodeName", "node-1").noProbe());
}
