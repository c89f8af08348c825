package dev.podlane.web.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.scenario.Samples;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.Expected;
import dev.podlane.store.History;
import dev.podlane.store.ListedCluster;
import dev.podlane.store.Opened;
import dev.podlane.store.SavedEdit;
import dev.podlane.store.StoreProperties;
import dev.podlane.store.TextEdits;
import dev.podlane.store.file.StoreFile;
import dev.podlane.store.file.StoreFileProperties;
import dev.podlane.store.file.UnusableException;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.util.unit.DataSize;

/** A database of the first version opens with everything in it, or stays as it is. */
@SuppressWarnings("StringConcatToTextBlock")
class OldDatabaseTest {
  private static final String OLD = "/store/podlane-a84a189.mv.db";

  private @TempDir Path directory;
  private Path file;

  @BeforeEach
  void copy() throws IOException {
    file = directory.resolve("podlane.mv.db");
    try (InputStream old = OldDatabaseTest.class.getResourceAsStream(OLD)) {
      Files.copy(Objects.requireNonNull(old), file);
    }
  }

  @Test
  void documentsAndEditsAreThereInTheirOrder() throws IOException {
    for (int time = 0; time < 2; time++) {
      use(
          new WrittenEdits(),
          store -> {
            assertThat(store.list())
                .extracting(ListedCluster::name)
                .containsExactly("Shop", "Copy of the article", "json", "linux");
            assertThat(store.list().get(0).created())
                .isBetween(
                    Instant.parse("2026-11-28T00:45:00Z"), Instant.parse("2026-11-28T00:47:00Z"));
            assertThat(commands(store, 0))
                .containsExactly(
                    "gateway: ip route del 10.0.2.0/24",
                    "gateway: ip route add 10.0.2.0/24 via 10.100.0.3",
                    "node-1: sysctl -w net.ipv4.ip_forward=0",
                    "node-2: iptables -A FORWARD -p tcp --dport 80 -j DROP");
            assertThat(commands(store, 1)).containsExactly("gateway: ip route del 10.0.2.0/24");
            assertThat(commands(store, 2)).hasSize(1);
            assertThat(commands(store, 3)).isEmpty();
          });
    }
  }

  @Test
  void textsAreWhatTheyWereBeforeTheFirstEdit() throws IOException {
    String shop;
    try (InputStream source = OldDatabaseTest.class.getResourceAsStream("/store/shop.yaml")) {
      shop = new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
    }
    use(
        new WrittenEdits(),
        store -> {
          assertThat(open(store, 0).cluster().documents().strip())
              .isEqualTo(
                  shop.replace("value: hunter2", "value: \"\"")
                      .replace("password: hunter3", "password: \"\"")
                      .strip());
          assertThat(open(store, 0).cluster().blanked().total()).isEqualTo(2);
          assertThat(open(store, 1).cluster().documents())
              .isEqualTo(Samples.text("article").orElseThrow());
          assertThat(open(store, 2).cluster().documents())
              .startsWith("{\"apiVersion\":\"v1\",\"kind\":\"List\"")
              .endsWith("}\n");
          assertThat(open(store, 3).cluster().documents())
              .isEqualTo(
                  "kind: LinuxNetwork\napiVersion: podlane.dev/v1\n"
                      + "spec: {namespaces: [{name: a}]}\n");
        });
  }

  @Test
  void theyCanBeTakenBackAndMore() throws IOException {
    use(
        new WrittenEdits(),
        store -> {
          History history = open(store, 0).history();
          String id = open(store, 0).cluster().id();
          assertThat(history.head()).isEqualTo(4);
          store.moveHead(id, Expected.version(1), 3);
          assertThat(open(store, 0).history().undone()).hasSize(1);
          store.delete(id, Expected.ANY);
        });
    use(new WrittenEdits(), store -> assertThat(store.list()).hasSize(3));
  }

  @Test
  void aFailureLeavesTheFileAsItWas() throws IOException {
    byte[] before = Files.readAllBytes(file);
    AtomicInteger texts = new AtomicInteger();
    TextEdits failing =
        text -> {
          if (texts.incrementAndGet() == 3) {
            throw new IllegalStateException("injected");
          }
          return new WrittenEdits().take(text);
        };

    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> use(failing, store -> {}))
        .matches(refused -> refused.reason() == Reason.NOT_MIGRATED)
        .matches(refused -> refused.args().contains("injected"));

    assertThat(texts).hasValue(3);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("podlane.lock", "podlane.mv.db");
    }
    use(new WrittenEdits(), store -> assertThat(store.list()).hasSize(4));
  }

  @Test
  void aTextThatIsAllEditsOrCannotBeReadStays() {
    String edit =
        "apiVersion: podlane.dev/v1\nkind: ConsoleEdit\n"
            + "spec: {namespace: a, commands: [ip route]}\n";
    for (String text : List.of(edit, "{", "a: [", "", edit + "---\nkind: Pod\n")) {
      assertThat(new WrittenEdits().take(text)).isEqualTo(new TextEdits.Taken(text, List.of()));
    }
    String broken = "kind: Pod\n---\n" + edit.replace("namespace: a", "namespace: ''");
    assertThat(new WrittenEdits().take(broken).documents()).isEqualTo(broken);
    assertThat(new WrittenEdits().take(broken + "---\n" + edit).documents()).isEqualTo(broken);
    assertThat(new WrittenEdits().take("# all\nkind: Pod # one\n---\n" + edit))
        .matches(taken -> taken.documents().equals("# all\nkind: Pod # one\n"))
        .matches(taken -> taken.edits().size() == 1);
  }

  private static List<String> commands(ClusterStore store, int index) {
    return open(store, index).history().applied().stream().map(OldDatabaseTest::command).toList();
  }

  private static String command(SavedEdit edit) {
    var payload = tools.jackson.databind.json.JsonMapper.builder().build().readTree(edit.payload());
    return payload.get("namespace").asString() + ": " + payload.get("command").asString();
  }

  private static Opened open(ClusterStore store, int index) {
    return store.open(store.list().get(index).id(), 1 << 20).orElseThrow();
  }

  private void use(TextEdits edits, Consumer<ClusterStore> use) throws IOException {
    StoreFileProperties settings =
        new StoreFileProperties(Duration.ofDays(1), DataSize.ofGigabytes(1), false);
    try (StoreFile opened = StoreFile.open(directory, edits, settings)) {
      DataSource source = opened.source();
      use.accept(
          new ClusterStore(
              opened,
              JdbcClient.create(source),
              new DataSourceTransactionManager(source),
              new StoreProperties(9, DataSize.ofMegabytes(1), 99, DataSize.ofMegabytes(1)),
              Clock.systemUTC()));
    }
  }
}
