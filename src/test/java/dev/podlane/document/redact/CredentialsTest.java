package dev.podlane.document.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.JsonText;
import dev.podlane.document.Limits;
import dev.podlane.document.read.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential is blanked in places that are kept, too. */
final class CredentialsTest {
  private static String kept(String text) {
    Redacted redacted = Redaction.redact("test.yaml", text, Limits.DEFAULT);
    assertThat(redacted.text().lines().count()).isEqualTo(text.lines().count());
    assertThat(redacted.rewritten()).isFalse();
    Redacted again = Redaction.redact("test.yaml", redacted.text(), Limits.DEFAULT);
    assertThat(again.text()).isEqualTo(redacted.text());
    return redacted.text();
  }

  @ParameterizedTest
  @CsvSource({
    "CALICO_TOKEN, false",
    "CALICO_API_TOKEN, false",
    "CALICO_K8S_TOKEN, false",
    "CALICO_ETCD_KEY, false",
    "AWS_VPC_SECRET, false",
    "AWS_VPC_SECRET_KEY, false",
    "FLANNEL_SECRET, false",
    "FLANNEL_AUTH, false",
    "CALICO_APIKEY, false",
    "CALICO_IPV4POOL_CIDR, true",
    "CALICO_NETWORKING_BACKEND, true",
    "CALICO_BYPASS, true",
    "AWS_VPC_K8S_CNI_EXTERNALSNAT, true",
    "FLANNEL_MTU, true"
  })
  void aVariableIsJudgedByItsName(String name, boolean kept) {
    assertThat(AllowList.isVariable(name)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "nginx.ingress.kubernetes.io/auth-secret, false",
    "x.kubernetes.io/apiToken, false",
    "nginx.ingress.kubernetes.io/ssl-passthrough, true",
    "nginx.ingress.kubernetes.io/session-cookie-name, true"
  })
  void anAnnotationIsJudgedByItsName(String key, boolean kept) {
    assertThat(AllowList.isAnnotation(key)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hunter2@example.com/x",
        "postgres://hunter2@db",
        "/healthz?key=hunter2",
        "/healthz?a=b&api_key=hunter2",
        "host=db password=hunter2",
        "Authorization: Bearer hunter2hunter2",
        "basic aHVudGVyMjpo",
        "-----begin private key",
        "jwt:eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.x",
        "-----BEGIN RSA PRIVATE KEY-----",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.x"
      })
  void aTextIsJudgedByWhatItHolds(String text) {
    assertThat(Credentials.areIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/x?page=3",
        "registry.example.com/team/app@sha256:0123456789",
        "a@example.com",
        "kubernetes.io/hostname",
        "10.0.0.0/8,192.168.0.0/16"
      })
  void otherTextsStay(String text) {
    assertThat(Credentials.areIn(text)).isFalse();
  }

  @Test
  void whatAPodSaysAndWhereItReachesIsBlanked() {
    String text =
        kept(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations: {kubernetes.io/x: "https://u:hunter2@h/"}
            spec:
              automountServiceAccountToken: true
              tolerations: [{key: example.com/token, operator: Exists}]
              volumes:
              - name: f
                flexVolume: {driver: x/cifs, options: {networkPath: //s, dir: hunter2}}
              - name: g
                gitRepo: {repository: "https://u:hunter2@git.example.com/x.git"}
              containers:
              - name: c
                image: x@sha256:00
                args: ["--hairpin-mode=x --secret=hunter2", --cluster-cidr, 10.0.0.0/8]
                livenessProbe: {httpGet: {port: 80, path: "/z?key=hunter2"}}
            status:
              message: it said hunter2
              containerStatuses:
              - name: c
                state: {terminated: {exitCode: 1, message: hunter2}}
            """);
    assertThat(text)
        .doesNotContain("hunter2")
        .contains("automountServiceAccountToken: true", "key: example.com/token", "driver: x/cifs")
        .contains("--cluster-cidr, 10.0.0.0/8", "image: x@sha256:00");
  }

  @Test
  void theConfigurationOfAToolLosesItsCredentialsAlone() {
    String map =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kubeadm-config, namespace: kube-system}
        data:
          ClusterConfiguration: |
            apiServer:
              extraArgs:
                authorization-mode: hunter2
                service-cluster-ip-range: 10.96.0.0/12
            controllerManager:
              extraArgs:
              - name: cluster-cidr
                value: 10.244.0.0/16
              - name: x
                value: hunter2
            etcd: {external: {endpoints: ["https://u:hunter2@e:2379"]}}
            # hunter2
            networking:
              podSubnet: 10.244.0.0/16
        """;
    assertThat(kept(map))
        .isEqualTo(
            map.replace("authorization-mode: hunter2", "authorization-mode: \"\"")
                .replace("value: hunter2", "value: \"\"")
                .replace("\"https://u:hunter2@e:2379\"", "\"\"")
                .replace("# hunter2", "#"));
    String json = kept(JsonText.print(Documents.parse("", map).get(0).root()));
    assertThat(json).doesNotContain("hunter2").contains("podSubnet: 10.244.0.0/16");
    List<Document> read = Redaction.redact("", map, Limits.DEFAULT).read().documents();
    assertThat(Redaction.kept(read))
        .containsOnlyKeys("configMaps")
        .satisfies(
            kept ->
                assertThat(kept.get("configMaps"))
                    .containsExactly("kubeadm-config ClusterConfiguration"));
  }

  @Test
  void aConfigurationThatIsNoYamlIsKeptOnlyWithoutCredentials() {
    String map =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: coredns, namespace: kube-system}
        data:
          Corefile: |
            .:53 {
                kubernetes cluster.local in-addr.arpa
            }
        """;
    assertThat(kept(map)).isEqualTo(map);
    assertThat(kept(map.replace("in-addr.arpa", "in-addr.arpa\n        token hunter2")))
        .doesNotContain("hunter2");
  }
}
