package dev.podlane.document.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values kept are those in docs/privacy.md. */
final class AllowListTest {
  private static SortedSet<String> documented(String place) throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/privacy.md")).stream()
            .filter(line -> line.startsWith("| " + place))
            .toList();
    assertThat(rows).hasSize(1);
    return Pattern.compile("`([^`]+)`")
        .matcher(rows.get(0).substring(2 + place.length()))
        .results()
        .map(match -> match.group(1))
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  @Test
  void theDocumentListsEveryFlagVariableAndDomain() throws IOException {
    assertThat(documented("flags"))
        .containsAll(AllowList.FLAGS.stream().map(flag -> "--" + flag).toList())
        .hasSize(AllowList.FLAGS.size() + 2);
    assertThat(documented("environment variables"))
        .containsAll(AllowList.ENV_PREFIXES)
        .containsAll(AllowList.ENV_NAMES)
        .hasSize(AllowList.ENV_PREFIXES.size() + AllowList.ENV_NAMES.size());
    assertThat(documented("annotations")).containsExactlyElementsOf(AllowList.ANNOTATION_DOMAINS);
  }

  @Test
  void theDocumentListsEveryConfigMapAndKey() throws IOException {
    TreeSet<String> all = new TreeSet<>(AllowList.NAMESPACES);
    AllowList.CONFIG_MAPS.forEach(
        (name, keys) -> {
          all.add(name);
          all.addAll(keys);
        });
    assertThat(documented("ConfigMaps")).isEqualTo(all);
    assertThat(documented("settings of ingress-nginx"))
        .containsExactlyElementsOf(AllowList.NGINX_KEYS);
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes.io/x, true",
    "node.kubernetes.io/x, true",
    "evilkubernetes.io/x, false",
    "kubernetes.io.evil.com/x, false",
    "kubectl.kubernetes.io/last-applied-configuration, false",
    "podlane.dev/listen, true",
    "listen, false"
  })
  void annotationsAreJudgedByTheirDomain(String key, boolean kept) {
    assertThat(AllowList.isAnnotation(key)).isEqualTo(kept);
  }

  /** Settings of ingress-nginx are kept where their values can be no secrets. */
  @ParameterizedTest
  @CsvSource({
    "ssl-redirect, false, true",
    "whitelist-source-range, '10.0.0.0/8, 2001:db8::/32,192.0.2.1', true",
    "custom-http-errors, '404,503', true",
    "proxy-next-upstream, error timeout http_502, true",
    "forwarded-for-header, X-Real-IP, true",
    "no-tls-redirect-locations, '/.well-known/acme-challenge,/x', true",
    "ssl-redirect, hunter2, false",
    "block-cidrs, 'password=10.0.0.0/8', false",
    "server-snippet, 'true', false",
    "log-format-upstream, 'true', false",
  })
  void settingsOfIngressNginxAreJudgedByTheirValues(String key, String value, boolean kept) {
    String text =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: any, namespace: any}, data: {"
            + key
            + ": \""
            + value
            + "\"}}";

    assertThat(Redaction.redact("f", text, Limits.DEFAULT).text().contains(value)).isEqualTo(kept);
  }

  /** Otherwise hosts and parents were empty, and mean every request or none. */
  @ParameterizedTest
  @ValueSource(
      strings = {"GRPCRoute", "ListenerSet", "XListenerSet", "VirtualService", "MeshHTTPRoute"})
  void whatSaysWhichRequestsARouteTakesIsKept(String kind) {
    String text = "{apiVersion: x.test/v1, kind: " + kind + ", spec: {hosts: [a.test]}}";

    assertThat(Redaction.redact("f", text, Limits.DEFAULT).text()).contains("a.test");
  }
}
