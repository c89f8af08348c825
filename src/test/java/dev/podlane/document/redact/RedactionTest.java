package dev.podlane.document.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Limits;
import dev.podlane.document.read.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stored text holds no secret, and is otherwise as it was written. */
final class RedactionTest {
  private static Redacted redact(String text) {
    return Redaction.redact("test.yaml", text, Limits.DEFAULT);
  }

  @Test
  void blanksAPodsVariablesAndKeepsTheRestOfTheText() {
    Redacted redacted =
        redact(
            """
            # my pod
            apiVersion: v1
            kind: Pod
            metadata: {name: a, labels: {env: prod}}
            spec:
              initContainers:
              - name: i
                env: [{name: A, value: hunter2}, {name: B, valueFrom: {fieldRef: {fieldPath: x}}}]
              containers:
              - name: c   # the one
                env:
                - name: PLAIN
                  value: hunter2   # was hunter1
                - name: NUMBER
                  value: &n 4711
                - name: AGAIN
                  value: *n
                - name: LONG
                  value: |-
                    hunter2
                      hunter2

                    end
                # last
                - name: FOLDED
                  value: "hunter2
                    hunter2"
                - name: EMPTY
                  value:
                image: nginx # kept
            """);
    assertThat(redacted.text())
        .isEqualTo(
            """
            # my pod
            apiVersion: v1
            kind: Pod
            metadata: {name: a, labels: {env: prod}}
            spec:
              initContainers:
              - name: i
                env: [{name: A, value: ""}, {name: B, valueFrom: {fieldRef: {fieldPath: x}}}]
              containers:
              - name: c   # the one
                env:
                - name: PLAIN
                  value: ""   #
                - name: NUMBER
                  value: &n ""
                - name: AGAIN
                  value: *n
                - name: LONG
                  value: ""




                #
                - name: FOLDED
                  value: ""
            \s
                - name: EMPTY
                  value:
                image: nginx # kept
            """);
    assertThat(redacted.counts()).isEqualTo(Map.of("env", 6));
    assertThat(redacted.rewritten()).isFalse();
  }

  @Test
  void blanksSecretsInListsAndJsonAndTheAnnotationThatRepeatsThem() {
    Redacted redacted =
        redact(
            """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"kind": "Secret", "apiVersion": "v1", "data": {"a": "aHVudGVyMg==", "b": ""},
               "stringData": {"c": "hun\\u0074er2"}, "type": "Opaque"},
              {"kind": "Pod", "metadata": {"annotations": {
                "kubectl.kubernetes.io/last-applied-configuration": "{\\"value\\":\\"hunter2\\"}"}}}
            ]}
            """);
    assertThat(redacted.text())
        .isEqualTo(
            """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"kind": "Secret", "apiVersion": "v1", "data": {"a": "", "b": ""},
               "stringData": {"c": ""}, "type": "Opaque"},
              {"kind": "Pod", "metadata": {"annotations": {
                "kubectl.kubernetes.io/last-applied-configuration": ""}}}
            ]}
            """);
    assertThat(redacted.counts()).isEqualTo(Map.of("secret", 2, "last-applied", 1));
  }

  @Test
  void followsAliasesMergesAndHiddenKeysOfASecret() {
    Redacted redacted =
        redact(
            """
            # a comment before it: hunter2 stays, it is another document's
            kind: Service
            spec: {clusterIP: 10.0.0.1}
            ---
            # hunter2
            x: &pw hunter2
            base: &base
              stringData: {merged: hunter2, own: hunter2}
            kind: Secret
            data:
              a: *pw        # hunter2
              twice: hunter2
              twice: hunter2
              # hunter2
            <<: *base
            stringData: {own: hunter2}
            """);
    String secret = redacted.text().substring(redacted.text().indexOf("---"));
    assertThat(secret).doesNotContain("hunter2").contains("x: &pw \"\"").contains("a: *pw");
    assertThat(redacted.text()).contains("hunter2 stays", "clusterIP: 10.0.0.1}").hasLineCount(16);
    assertThat(redacted.counts()).isEqualTo(Map.of("secret", 7));
  }

  /** A list may lack its own kind, as a saved answer or a dump by folders does. */
  @Test
  void looksIntoAListWithoutAKind() {
    Redacted redacted =
        redact(
            """
            metadata: {}
            items:
            - metadata: {name: a, namespace: shop}
              spec:
                nodeName: n1
                containers: [{name: c, image: x, env: [{name: A, value: hunter2}]}]
            - apiVersion: v1
              kind: Pod
              metadata: {name: b}
              spec: {containers: [{name: c, image: x, args: [--password=hunter2]}]}
            - metadata: {name: s}
              data: {a: hunter2}
            - {kind: Secret, metadata: {name: t}, stringData: {a: hunter2}}
            - metadata: {name: e}
              subsets: [{addresses: [{ip: 10.0.1.2}]}]
            """);
    assertThat(redacted.text())
        .doesNotContain("hunter2")
        .contains("name: a, namespace: shop", "nodeName: n1", "name: c, image: x", "ip: 10.0.1.2");
  }

  @Test
  void leavesATextWithoutSecretsAlone() {
    String text = "\n\nkind: Pod # c\nmetadata: {labels: {env: prod}}\n";
    Redacted redacted = redact(text);
    assertThat(redacted.text()).isEqualTo(text);
    assertThat(redacted.counts()).isEmpty();
    assertThat(Redaction.kept(redacted.read().documents())).isEmpty();
    assertThat(redacted.rewritten()).isFalse();
    assertThat(redacted.read().documents()).isEqualTo(Documents.parse("test.yaml", text));
  }

  @Test
  void keepsWhatAnAliasRepeatsWhereItIsRead() {
    Redacted redacted =
        redact(
            """
            kind: Deployment
            metadata: {name: shop}
            spec:
              template:
                spec:
                  containers:
                  - env:
                    - {name: SELF, value: &name web}
                    - {name: AGAIN, value: *name}
                    name: *name
                  - name: *name
                    args: [--password, &p hunter2]
                    command: [*p]
            """);
    assertThat(redacted.text())
        .isEqualTo(
            """
            kind: Deployment
            metadata: {name: shop}
            spec:
              template:
                spec:
                  containers:
                  - env:
                    - {name: SELF, value: ""}
                    - {name: AGAIN, value: ""}
                    name: &name web
                  - name: *name
                    args: ["", &p ""]
                    command: [*p]
            """);
  }

  @Test
  void keepsListedFlagsVariablesAnnotationsAndConfigurationOnly() {
    Redacted redacted =
        redact(
            """
            kind: DaemonSet
            metadata:
              name: calico-node
              annotations:
                projectcalico.org/kube-labels: a
                example.com/token: hunter2
                notkubernetes.io/x: hunter2
                kubernetes.io/auth-token: hunter2
            spec:
              template:
                spec:
                  containers:
                  - name: c
                    command: [/bin/kube-proxy, --cluster-cidr, 10.0.0.0/8, hunter2]
                    args:
                    - -ingress-class=nginx
                    - --proxy-user=hunter2
                    - hunter2
                    env:
                    - {name: CALICO_IPV4POOL_CIDR, value: 10.1.0.0/16}
                    - {name: CALICO_PASSWORD, value: hunter2}
                    - {name: POD_SUBNET, value: 10.2.0.0/16}
                    - {name: POD_SUBNETS, value: hunter2}
                    livenessProbe:
                      httpGet: {path: /, httpHeaders: [{name: Authorization, value: hunter2}]}
                      exec: {command: [sh, -c, hunter2]}
            ---
            kind: ConfigMap
            metadata: {name: coredns, namespace: kube-system}
            data: {Corefile: ".:53 {}", other: hunter2}
            ---
            kind: ConfigMap
            metadata: {name: coredns, namespace: shop}
            data: {Corefile: hunter2}
            ---
            kind: Broker # hunter2
            apiVersion: example.com/v1
            metadata: {name: mq, labels: {app: mq}}
            spec: {user: hunter2, nested: [{deep: {port: 4711}}]}
            ---
            auth: {dsn: "amqp://u:hunter2@mq"}
            """);
    assertThat(redacted.text())
        .doesNotContain("hunter2", "4711")
        .contains("10.0.0.0/8", "-ingress-class=nginx", "10.1.0.0/16", "10.2.0.0/16")
        .contains("Corefile: \".:53 {}\"", "name: mq, labels: {app: mq}", "projectcalico.org");
    assertThat(Redaction.kept(redacted.read().documents()).toString())
        .isEqualTo(
            "{annotations=[projectcalico.org/kube-labels], configMaps=[coredns Corefile],"
                + " env=[CALICO_IPV4POOL_CIDR, POD_SUBNET],"
                + " flags=[--cluster-cidr, --ingress-class]}");
    assertThat(redacted.rewritten()).isFalse();
  }

  @Test
  void keepsTheCommentThatNamesTheFileOfASecret() {
    Redacted redacted =
        redact("---\n# Source: chart/templates/s.yaml\n# hunter2\nkind: Secret\ndata: {a: b}\n");
    assertThat(redacted.text())
        .isEqualTo("---\n# Source: chart/templates/s.yaml\n#\nkind: Secret\ndata: {a: \"\"}\n");
  }

  @Test
  void keepsSharedSnippetsThatAreRead() {
    String text =
        """
        x-labels: &labels {app: web}
        kind: Pod
        metadata: {name: a, labels: *labels}
        """;
    assertThat(redact(text).text()).isEqualTo(text);
  }
}
