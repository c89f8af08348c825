package dev.podlane.document.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random manifests in random notation: no secret survives, whatever quotes, blocks, aliases, merges
 * or comments it hides in, and what is no secret does.
 */
final class RedactionLeakTest {
  private static final String SECRET = "s3cr3t";
  private static final String KEPT = "k3pt";

  private Random random = new Random(0);
  private final List<String> anchors = new ArrayList<>();
  private int kept;

  @RepeatedTest(400)
  void noSecretSurvives(RepetitionInfo repetition) {
    random = new Random(repetition.getCurrentRepetition());
    anchors.clear();
    kept = 0;
    StringBuilder text = new StringBuilder();
    int documents = 1 + random.nextInt(4);
    for (int i = 0; i < documents; i++) {
      anchors.clear();
      text.append(i > 0 || random.nextBoolean() ? "---\n" : "").append(document());
    }
    String written =
        random.nextInt(4) == 0 ? text.toString().replace("\n", "\r\n") : text.toString();
    Redacted redacted = Redaction.redact("f.yaml", written, Limits.DEFAULT);
    String said = "from:\n" + written + "\nto:\n" + redacted.text();
    assertThat(redacted.text()).as(said).doesNotContain(SECRET).doesNotContain("c2VjcmV0");
    assertThat(redacted.text().split(KEPT, -1)).as(said).hasSize(kept + 1);
    assertThat(redacted.rewritten()).as(said).isFalse();
    assertThat(redacted.text().lines().count()).as(said).isEqualTo(written.lines().count());
    assertThat(Redaction.redact("f.yaml", redacted.text(), Limits.DEFAULT).text())
        .isEqualTo(redacted.text());
  }

  private String document() {
    return switch (random.nextInt(4)) {
      case 0 -> secret("");
      case 1 -> pod("");
      case 2 -> "apiVersion: v1\nkind: List\nitems:\n" + item(secret("  ")) + item(pod("  "));
      default -> "kind: SecretList\napiVersion: v1\nitems:\n" + item(secret("  "));
    };
  }

  private static String item(String indented) {
    return "- " + indented.substring(2);
  }

  private String secret(String indent) {
    List<String> parts = new ArrayList<>();
    parts.add(indent + "kind: Secret\n");
    parts.add(indent + "metadata: {name: " + keep() + "}\n");
    StringBuilder data = new StringBuilder(indent + "data:" + comment() + "\n");
    for (int i = 0; i <= random.nextInt(4); i++) {
      data.append(indent + "  key" + random.nextInt(3) + ": " + value(indent.length() + 2));
    }
    parts.add(data.toString());
    if (random.nextBoolean()) {
      parts.add(indent + "stringData: {a: " + flow() + ", b: " + flow() + "}\n");
    }
    return shuffled(parts);
  }

  private String pod(String indent) {
    List<String> parts = new ArrayList<>();
    parts.add(indent + "kind: Pod\n");
    String annotation = "kubectl.kubernetes.io/last-applied-configuration: ";
    parts.add(
        indent
            + "metadata:\n"
            + indent
            + "  name: "
            + keep()
            + "\n"
            + indent
            + "  annotations:\n"
            + indent
            + "    "
            + annotation
            + value(indent.length() + 4));
    StringBuilder spec = new StringBuilder(indent + "spec:\n" + indent + "  containers:\n");
    for (int i = 0; i <= random.nextInt(3); i++) {
      spec.append(indent + "  - name: " + keep() + "\n" + indent + "    env:\n");
      for (int j = 0; j <= random.nextInt(3); j++) {
        spec.append(indent + "    - value: " + value(indent.length() + 6));
        spec.append(indent + "      name: " + keep() + "\n");
      }
      spec.append(indent + "    image: " + keep() + "\n");
    }
    parts.add(spec.toString());
    return shuffled(parts);
  }

  private String shuffled(List<String> parts) {
    StringBuilder text = new StringBuilder();
    boolean aliases = parts.stream().anyMatch(part -> part.contains("*"));
    while (!parts.isEmpty()) {
      text.append(parts.remove(aliases ? 0 : random.nextInt(parts.size())));
    }
    return text.toString();
  }

  private String keep() {
    kept++;
    return KEPT;
  }

  private String comment() {
    return random.nextInt(3) == 0 ? " # " + SECRET : "";
  }

  private String flow() {
    return random.nextBoolean() ? "\"" + SECRET + "\\n\"" : "'" + SECRET + " '' '";
  }

  private String value(int indent) {
    String pad = " ".repeat(indent + 2);
    return switch (random.nextInt(9)) {
      case 0 -> SECRET + comment() + "\n";
      case 1 -> "'it''s " + SECRET + "'" + comment() + "\n";
      case 2 -> "\"\\u0041 " + SECRET + "\\\n" + pad + "  " + SECRET + "\"" + comment() + "\n";
      case 3 -> "|\n" + pad + SECRET + "\n\n" + pad + "  # " + SECRET + "\n";
      case 4 -> ">-2\n" + " ".repeat(indent + 2) + SECRET + "\n\n\n";
      case 5 -> SECRET + "\n" + pad + "and " + SECRET + comment() + "\n";
      case 6 -> "!!binary \"c2VjcmV0" + SECRET + "\"" + comment() + "\n";
      case 7 -> anchored();
      default -> anchors.isEmpty() ? "\n" : "*" + anchors.get(0) + comment() + "\n";
    };
  }

  private String anchored() {
    anchors.add("a" + anchors.size());
    return "&" + anchors.get(anchors.size() - 1) + " " + SECRET + comment() + "\n";
  }
}
