package dev.podlane.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.podlane.cluster.read.WantedFields;
import dev.podlane.document.Document;
import dev.podlane.document.Limits;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import dev.podlane.workspace.Condensing;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a file of pods once, in a fresh JVM, and says what it took. */
public final class ImportRound {
  private ImportRound() {}

  /**
   * Prints who read what: seconds of wall clock, seconds of processor time, megabytes, and what was
   * found.
   *
   * @param args who reads ({@code podlane} into trees, {@code condensed} into the text that the
   *     server keeps, {@code jackson} or {@code fabric8}), and the file
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    var processor = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = processor.getProcessCpuTime();
    long start = System.nanoTime();
    long found;
    try (InputStream in = Files.newInputStream(file)) {
      found =
          switch (args[0]) {
            case "podlane" -> podlane(file, in);
            case "condensed" -> condensed(file, in);
            case "jackson" -> jackson(factory(file), in);
            case "fabric8" -> fabric8(in);
            default -> throw new IllegalArgumentException(args[0]);
          };
    }
    double wall = (System.nanoTime() - start) / 1e9;
    double used = (processor.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s %s %.2f %.2f %.0f %d%n",
        args[0],
        file.getFileName(),
        wall,
        used,
        Files.size(file) / 1e6,
        found);
  }

  private static long podlane(Path file, InputStream in) throws IOException {
    Read read =
        Documents.read(
            file.getFileName().toString(), in, Limits.DEFAULT, WantedFields.all(), bytes -> {});
    Document document = read.documents().get(0);
    return ((ListValue) ((MapValue) document.root()).get("items").orElseThrow()).items().size();
  }

  private static long condensed(Path file, InputStream in) throws IOException {
    return Condensing.condensed(file.getFileName().toString(), in, bytes -> {}).length();
  }

  private static TokenStreamFactory factory(Path file) {
    if (file.toString().endsWith(".json")) {
      return JsonFactory.builder().build();
    }
    return YAMLFactory.builder()
        .loadSettings(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
        .build();
  }

  private static long jackson(TokenStreamFactory factory, InputStream in) {
    long tokens = 0;
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), new BufferedInputStream(in, 1 << 16))) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private static long fabric8(InputStream in) {
    KubernetesResource read = new KubernetesSerialization().unmarshal(in, PodList.class);
    return ((PodList) read).getItems().size();
  }
}
