package dev.podlane.cluster.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import dev.podlane.document.tree.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields kept of large files are all that a cluster is made of. */
final class WantedFieldsTest {
  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src"))) {
      return all
          .filter(path -> path.toString().matches(".*\\.(yaml|yml|json)"))
          .filter(path -> !path.toString().contains("recordings"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Read read(byte[] bytes, Wanted wanted) throws IOException {
    return Documents.read(
        "f", new ByteArrayInputStream(bytes), Limits.DEFAULT, wanted, progress -> {});
  }

  @ParameterizedTest
  @MethodSource("files")
  void theClusterIsTheSameWithoutTheOtherFields(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Read all;
    try {
      all = read(bytes, Wanted.EVERYTHING);
    } catch (DocumentException unreadable) {
      return;
    }
    Read kept = read(bytes, WantedFields.all());
    assertThat(withoutSources(Clusters.read(kept.documents())))
        .isEqualTo(withoutSources(Clusters.read(all.documents())));
  }

  private static Cluster withoutSources(Cluster cluster) {
    return new Cluster(
        cluster.network(),
        cluster.nodes(),
        cluster.pods(),
        cluster.dormant(),
        cluster.hosts(),
        cluster.namespaces(),
        cluster.services(),
        cluster.http(),
        cluster.notSimulated(),
        cluster.assumptions(),
        cluster.problems(),
        new TreeMap<>());
  }
}
