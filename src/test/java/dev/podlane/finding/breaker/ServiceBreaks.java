package dev.podlane.finding.breaker;

import java.util.List;
import java.util.Map;

/** Faults of Services. */
final class ServiceBreaks {
  private static final String SERVICE = "Service";

  private ServiceBreaks() {}

  static final List<Break> ALL =
      List.of(
          Break.of(
              "service.selects-nothing",
              SERVICE,
              "cart",
              it -> it.set(SERVICE, "cart", "spec/selector/app", it.mistyped(it.name("cart")))),
          Break.of(
                  "service.selects-nothing",
                  SERVICE,
                  "web",
                  it ->
                      it.set(
                          SERVICE,
                          "web",
                          "spec/selector",
                          Map.of("app", it.name("web"), "teir", "front")))
              .also("ingress.no-endpoints"),
          Break.of(
                  "service.selects-nothing",
                  SERVICE,
                  "pay",
                  it -> it.set(SERVICE, "pay", "spec/selector/release", "blue"))
              .noEdit(),
          Break.of(
                  "service.selects-nothing",
                  SERVICE,
                  "db-rw",
                  it ->
                      it.set(
                          SERVICE,
                          it.name("db") + "-rw",
                          "spec/selector/app",
                          it.name("db") + "-primary"))
              .touching("db"),
          Break.of(
                  "service.pods-elsewhere",
                  SERVICE,
                  "pay",
                  it -> it.set(SERVICE, "pay", "metadata/namespace", it.name("edge")))
              .noEdit(),
          Break.of(
                  "service.no-ready-endpoints",
                  SERVICE,
                  "lone",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: "@shop",
                           labels: {app: lone}}, spec: {nodeName: node-2, containers: [{name: main,
                           ports: [{containerPort: 80}]}]}, status: {phase: Running, podIP:
                           10.244.2.77, conditions: [{type: Ready, status: "False"}]}}
                          ---
                          {apiVersion: v1, kind: Service, metadata: {name: lone, namespace:
                           "@shop"}, spec: {selector: {app: lone}, ports: [{port: 80}]}}
                          """))
              .noEdit(),
          Break.of(
              "service.target-port-unheard",
              SERVICE,
              "cart",
              it ->
                  it.set(
                      SERVICE, "cart", "spec/ports/0/targetPort", 7000 + it.random().nextInt(60))),
          Break.of(
              "service.target-port-unheard",
              SERVICE,
              "pay",
              it -> it.set(SERVICE, "pay", "spec/ports/0/targetPort", 443)),
          Break.of(
              "service.target-port-unheard",
              SERVICE,
              "front",
              it -> it.set(SERVICE, "front", "spec/ports/0/targetPort", null)),
          Break.of(
                  "service.target-port-loopback",
                  "Deployment",
                  "cart",
                  it ->
                      it.set(
                          "Deployment",
                          "cart",
                          "spec/template/metadata/annotations",
                          Map.of("podlane.dev/listen", "127.0.0.1:7070/tcp")))
              .also("pod.readiness-port"),
          Break.of(
                  "service.target-port-protocol",
                  SERVICE,
                  "cart",
                  it -> it.set(SERVICE, "cart", "spec/ports/0/protocol", "UDP"))
              .noProbe(),
          Break.of(
                  "service.target-port-protocol",
                  SERVICE,
                  "web",
                  it -> it.set(SERVICE, "web", "spec/ports/0/protocol", "UDP"))
              .noProbe()
              .also("ingress.port-unknown", "route.port-unknown"),
          Break.of(
              "service.target-port-name",
              SERVICE,
              "web",
              it -> it.set(SERVICE, "web", "spec/ports/0/targetPort", "htpp")),
          Break.of(
              "service.target-port-name",
              SERVICE,
              "cart",
              it -> it.set(SERVICE, "cart", "spec/ports/0/targetPort", "web-grpc")),
          Break.of(
                  "service.target-port-partly",
                  SERVICE,
                  "pay",
                  it -> it.set(SERVICE, "pay", "spec/selector", Map.of("tier", "middle")))
              .touching("pay", "cart"),
          Break.of(
                  "service.port-name-partly",
                  "Pod",
                  "old",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Pod, metadata: {name: old, namespace: "@shop", labels:
                           {app: "@web"}}, spec: {nodeName: node-1, containers: [{name: main, ports:
                           [{name: web, containerPort: 8081}]}]}}
                          """))
              .touching("web"),
          Break.of(
                  "service.load-balancer-pending",
                  SERVICE,
                  "front",
                  it -> it.set(SERVICE, "front", "status/loadBalancer", Map.of()))
              .noEdit(),
          Break.of(
              "service.external-local",
              SERVICE,
              "web",
              it -> it.set(SERVICE, "web", "spec/externalTrafficPolicy", "Local")),
          Break.of(
              "service.load-balancer-local",
              SERVICE,
              "front",
              it -> it.set(SERVICE, "front", "spec/externalTrafficPolicy", "Local")),
          Break.of(
              "service.internal-local",
              SERVICE,
              "pay",
              it -> it.set(SERVICE, "pay", "spec/internalTrafficPolicy", "Local")),
          Break.of(
              "service.headless-port",
              SERVICE,
              "pay",
              it -> it.set(SERVICE, "pay", "spec/clusterIP", "None")),
          Break.of(
                  "service.headless-port",
                  SERVICE,
                  "db",
                  it ->
                      it.set(
                          SERVICE, "db", "spec/ports/0", Map.of("port", 5000, "targetPort", "pg")))
              .noProbe());
}
