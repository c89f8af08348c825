package dev.podlane.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored holds no secret, and is otherwise what was written. */
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




                # last
                - name: FOLDED
                  value: ""
            \s
                - name: EMPTY
                  value:
                image: nginx # kept
            """);
    assertThat(redacted.counts()).isEqualTo(Map.of("env", 5));
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
            kind: ConfigMap
            data: {a: b}
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
    assertThat(redacted.text()).contains("data: {a: b}").hasLineCount(16);
    assertThat(redacted.counts()).isEqualTo(Map.of("secret", 6));
  }

  @Test
  void leavesATextWithoutSecretsAlone() {
    String text = "\n\nkind: Pod # c\nmetadata: {labels: {env: prod}}\n";
    Redacted redacted = redact(text);
    assertThat(redacted.text()).isEqualTo(text);
    assertThat(redacted.counts()).isEmpty();
    assertThat(redacted.rewritten()).isFalse();
  }
}
