package dev.podlane.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies of Ingresses and Gateways, and the pods that run them (rule 119). */
class ProxiesTest {
  private static final String CLASS =
      """
      {apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx},
       spec: {controller: k8s.io/ingress-nginx}}
      ---
      """;

  private static Proxy proxy(String text, String host) {
    HttpUrl url = HttpUrl.parse("http://" + host + "/").orElseThrow();
    return Routed.of(text).proxy(url).orElseThrow();
  }

  private static String ingress(String spec) {
    return "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {"
        + spec
        + "rules: [{host: a.test, http: {paths: [{path: /, pathType: Prefix, backend: {service:"
        + " {name: s, port: {number: 80}}}}]}}]}}\n---\n";
  }

  private static String controller(String image, String args) {
    return "{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: proxies, name: c}, spec:"
        + " {selector: {matchLabels: {app: c}}, template: {metadata: {labels: {app: c}}, spec:"
        + " {containers: [{name: c, image: '"
        + image
        + "', args: ["
        + args
        + "], ports: [{containerPort: 80}]}]}}}}\n---\n";
  }

  private static List<String> owners(Proxy proxy) {
    return proxy.pods().stream().map(Pod::namespace).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k8s.io/ingress-nginx | registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:0a | ''"
            + " | true",
        "k8s.io/ingress-nginx | example.test:5000/ingress-nginx/controller | '' | true",
        "k8s.io/ingress-nginx | quay.io/x/nginx-ingress-controller:0.30.0 | '' | true",
        "k8s.io/ingress-nginx | ingress-nginx/controller-chroot:v1 | '' | false",
        "k8s.io/ingress-nginx | ingress-nginx/controller | --controller-class=k8s.io/inner | false",
        "k8s.io/inner | ingress-nginx/controller | '--controller-class, k8s.io/inner' | true",
        "nginx.org/ingress-controller | nginx/nginx-ingress:5 | '' | true",
        "nginx.org/ingress-controller | ingress-nginx/controller | '' | false",
        "traefik.io/ingress-controller | docker.io/traefik:v3.5 | '' | true",
        "example.test/own | example.test/own | --controller-class=example.test/own | true",
        "example.test/own | example.test/own | '' | false",
      })
  void aControllerIsFoundByItsImageOrItsFlags(
      String controller, String image, String args, boolean found) {
    String named = CLASS.replace("k8s.io/ingress-nginx", controller);

    Proxy proxy =
        proxy(named + ingress("ingressClassName: nginx, ") + controller(image, args), "a.test");

    assertThat(proxy.controller()).isEqualTo(controller);
    assertThat(owners(proxy)).isEqualTo(found ? List.of("proxies") : List.of());
    assertThat(proxy.isMissing()).isNotEqualTo(found);
  }

  @Test
  void anIngressWithoutClassIsServedOnlyWhereThatIsAskedFor() {
    String nginx = CLASS + controller("ingress-nginx/controller", "");
    String watching =
        CLASS + controller("ingress-nginx/controller", "--watch-ingress-without-class=true");
    Routed ignored = Routed.of(nginx + ingress(""), "default/s");

    assertThat(ignored.told("GET http://a.test/")).isEqualTo("404 no-class");
    assertThat(ignored.decision("GET http://a.test/").route())
        .isEqualTo("Ingress default/i spec.ingressClassName");
    assertThat(ignored.told("GET http://b.test/")).isEqualTo("404 no-rule");
    assertThat(Routed.of(watching + ingress(""), "default/s").told("GET http://a.test/"))
        .isEqualTo("default/s");
  }

  @Test
  void aControllerThatCannotRunHasNoStandIn() {
    String waiting =
        controller("ingress-nginx/controller", "")
            .replace("containers:", "nodeSelector: {os: none}, containers:");

    Proxy proxy = proxy(CLASS + ingress("ingressClassName: nginx, ") + waiting, "a.test");

    assertThat(proxy.isMissing()).isFalse();
    assertThat(proxy.pods()).noneMatch(Pod::hasNetwork).hasSize(1);
  }

  @Test
  void aClassThatIsNotThereIsThatOfTheControllerWithItsName() {
    String nginx = controller("ingress-nginx/controller", "--ingress-class=inner");

    Proxy named = proxy(nginx + ingress("ingressClassName: inner, "), "a.test");
    Proxy other = proxy(nginx + ingress("ingressClassName: outer, "), "a.test");

    assertThat(named.isNginx()).isTrue();
    assertThat(owners(named)).containsExactly("proxies");
    assertThat(other.name()).isEqualTo("class:outer");
    assertThat(other.isMissing()).isTrue();
  }

  @Test
  void balancersOfCloudsAreInNoPod() {
    String alb = CLASS.replace("k8s.io/ingress-nginx", "ingress.k8s.aws/alb");

    Proxy proxy = proxy(alb + ingress("ingressClassName: nginx, "), "a.test");

    assertThat(proxy.outside()).isTrue();
    assertThat(proxy.isMissing()).isFalse();
  }

  @Test
  void podsOfAGatewayAreFoundByTheirLabel() {
    String gateway =
        """
        {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {namespace: edge,
         name: g}, spec: {gatewayClassName: any, listeners: [{name: h, port: 80, protocol: HTTP,
         hostname: a.test}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {namespace: edge, name: p, labels:
         {gateway.networking.k8s.io/gateway-name: g}}, spec: {containers: [{name: c, ports:
         [{containerPort: 80}]}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {namespace: other, name: p, labels:
         {gateway.networking.k8s.io/gateway-name: g}}, spec: {containers: [{name: c}]}}
        """;

    assertThat(owners(proxy(gateway, "a.test"))).containsExactly("edge");
  }
}
