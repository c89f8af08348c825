package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in Services, their slices, Ingresses and routes are told, with the field. */
class ToldAboutServicesTest {
  private static final String PODS =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: p, labels: {app: web, app.kubernetes.io/part: x}},
       spec: {nodeName: n, containers: [{name: c, ports: [{name: http, containerPort: 80}]}]}}
      ---
      """;

  private static List<String> told(String document) {
    return Described.read(PODS + document).problems().stream()
        .filter(problem -> !problem.code().startsWith("network."))
        .map(ToldAboutServicesTest::told)
        .toList();
  }

  private static String told(Problem problem) {
    return problem.code() + " " + problem.place().path();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selector: {app: web}, ports: [{port: 80, targetPort: htpp}]"
            + "|service.target-name spec.ports[0].targetPort",
        "selector: {app: web}, ports: [{port: 80, targetPort: http, protocol: UDP}]"
            + "|service.target-name spec.ports[0].targetPort",
        "selector: {app: wbe}, ports: [{port: 80}]|service.no-pod-near spec.selector",
        "selector: {part: x}, ports: [{port: 80}]|service.no-pod-near spec.selector",
        "selector: {a: b, c: d}, ports: [{port: 80}]|service.no-pod spec.selector",
        "selector: {app: web}|service.no-ports spec.ports",
        "selector: {app: web}, ports: {port: 80}|field.not-list spec.ports",
        "type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 80}]"
            + "|service.node-port-range spec.ports[0].nodePort",
        "selector: {app: web}, ports: [{port: 80, nodePort: 30080}]"
            + "|service.node-port-type spec.ports[0].nodePort",
        "sessionAffinity: Cookie, selector: {app: web}, ports: [{port: 80}]"
            + "|service.word spec.sessionAffinity",
        "internalTrafficPolicy: local, selector: {app: web}, ports: [{port: 80}]"
            + "|service.word spec.internalTrafficPolicy",
        "type: NodePort, externalTrafficPolicy: local, selector: {app: web}, ports: [{port: 80}]"
            + "|service.word spec.externalTrafficPolicy",
        "externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80}]"
            + "|service.external-policy-inside spec.externalTrafficPolicy",
        "type: ExternalName, externalName: 192.0.2.7|service.external-address spec.externalName",
        "type: ExternalName|service.no-external-name spec.externalName",
        "type: ExternalName, externalName: 'http://x.example.com/'"
            + "|service.external-name spec.externalName",
      })
  void ofAService(String spec, String expected) {
    String service = "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {" + spec + "}}";
    assertThat(told(service)).containsExactly(expected);
  }

  /** Pods of other namespaces do not count, and are told with their numbers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run: cart|service.no-pod-there default/s run=cart default a (2), b (1), c (1), …",
        "app: wba|service.no-pod-near-or-there default/s app=wba app=web c (1)",
        "run: done|service.no-pod default/s run=done default",
      })
  void podsWithTheLabelsElsewhere(String selector, String expected) {
    StringBuilder pods = new StringBuilder();
    for (String each :
        List.of(
            "a/run/cart",
            "a/run/cart",
            "b/run/cart",
            "c/run/cart",
            "d/run/cart",
            "c/app/wba",
            "d/run/done")) {
      String[] parts = each.split("/", -1);
      String phase = parts[2].equals("done") ? "Succeeded" : "Running";
      pods.append(
              "{apiVersion: v1, kind: Pod, metadata: {name: p%d, namespace: %s, labels: {%s: %s}},"
                  .formatted(pods.length(), parts[0], parts[1], parts[2]))
          .append(" spec: {containers: [{name: c}]}, status: {phase: " + phase + "}}\n---\n");
    }
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {"
            + selector
            + "}, ports: [{port: 80}]}}";
    List<String> told =
        Described.read(PODS + pods + service).problems().stream()
            .filter(problem -> problem.code().startsWith("service.no-pod"))
            .map(problem -> problem.code() + " " + String.join(" ", problem.args()))
            .toList();

    assertThat(told).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selector: {app: web}, ports: [{port: 80, targetPort: http}]",
        "clusterIP: None, selector: {app: web}",
        "ports: [{port: 80}]",
        "type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80,"
            + " nodePort: 30081}]",
        "externalIPs: [192.0.2.9], externalTrafficPolicy: Local, selector: {app: web}, ports:"
            + " [{port: 80}]",
        "type: ExternalName, externalName: db.example.com.",
        "sessionAffinity: None, selector: {app: web}, ports: [{port: 80}]",
      })
  void nothingIsSaidOfAServiceThatIsRight(String spec) {
    String service = "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {" + spec + "}}";
    assertThat(told(service)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: e}|[{addresses: [192.0.2.1]}]|http|service.slice-unnamed metadata.labels",
        "{name: e, labels: {kubernetes.io/service-name: s}}|[{addresses: [192.0.2.1]}]|web"
            + "|service.slice-port spec.ports[0].name",
        "{name: e, labels: {kubernetes.io/service-name: s}}|[{addresses: ['fd00::1']}]|http"
            + "|service.slice-family endpoints[0].addresses",
        "{name: e, labels: {kubernetes.io/service-name: s}}|[{addresses: [127.0.0.1]}]|http"
            + "|service.slice-address endpoints[0].addresses",
        "{name: e, labels: {kubernetes.io/service-name: s}}|[{addresses: [169.254.1.1]}]|http"
            + "|service.slice-address endpoints[0].addresses",
        "{name: e, labels: {kubernetes.io/service-name: s}}|[{addresses: []}]|http"
            + "|service.slice-no-address endpoints[0].addresses",
      })
  void ofASlice(String metadata, String endpoints, String port, String expected) {
    String slice =
        "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{name: http, port:"
            + " 80}]}}\n---\n{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: "
            + metadata
            + ", addressType: IPv4, ports: [{name: "
            + port
            + ", port: 80}], endpoints: "
            + endpoints
            + "}";
    assertThat(told(slice)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{path: /, backend: {service: {name: s, port: {number: 80}}}}|ingress.no-path-type"
            + " PATH.pathType",
        "{path: a, pathType: Prefix, backend: {service: {name: s, port: {number: 80}}}}"
            + "|ingress.path PATH.path",
        "{path: /, pathType: Prefix, backend: {service: {name: s}}}"
            + "|ingress.no-port PATH.backend.service.port",
        "{path: /, pathType: Prefix, backend: {serviceName: s, servicePort: 80}}"
            + "|ingress.old-backend PATH.backend.serviceName",
        "{path: /, pathType: Prefix, backend: {service: {name: s, port: 80}}}"
            + "|field.not-map PATH.backend.service.port",
        "{path: /, pathType: Prefix, backend: {}}|ingress.no-service PATH.backend.service",
      })
  void ofAPath(String path, String expected) {
    String ingress =
        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {rules:"
            + " [{host: a.example.com, http: {paths: ["
            + path
            + "]}}]}}";
    assertThat(told(ingress))
        .containsExactly(expected.replace("PATH", "spec.rules[0].http.paths[0]"));
  }

  @ParameterizedTest
  @CsvSource({"a.example.com:80", "http://b", "10.0.0.1", "*.*.x", "a_b"})
  void ofAHost(String host) {
    String ingress =
        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {rules:"
            + " [{host: '"
            + host
            + "'}, {host: '*.example.com'}, {}]}}";
    assertThat(told(ingress)).containsExactly("http.host-name spec.rules[0].host");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPRoute|rules: [{backendRefs: [{name: s, port: 80}]}]|gateway.no-parent spec.parentRefs",
        "HTTPRoute|parentRefs: [{name: g}], rules: [{backendRefs: [{name: s}]}]"
            + "|gateway.no-port spec.rules[0].backendRefs[0].port",
        "HTTPRoute|parentRefs: [{name: g}], hostnames: ['a.com:80']|http.host-name spec.hostnames",
        "Gateway|gatewayClassName: c|gateway.no-listeners spec.listeners",
        "Gateway|listeners: [{name: a, port: 80, protocol: http}]"
            + "|gateway.protocol spec.listeners[0].protocol",
        "ReferenceGrant|from: [{group: gateway.networking.k8s.io, kind: HTTPRoute}], to: [{group:"
            + " '', kind: Service}]|gateway.grant spec.from[0].namespace",
      })
  void ofTheGatewayApi(String kind, String spec, String expected) {
    String version = kind.equals("ReferenceGrant") ? "v1beta1" : "v1";
    String document =
        "{apiVersion: gateway.networking.k8s.io/"
            + version
            + ", kind: "
            + kind
            + ", metadata: {name: r}, spec: {"
            + spec
            + "}}";
    assertThat(told(document)).containsExactly(expected);
  }
}
