package dev.podlane.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.store.Expected;
import dev.podlane.store.NewEdit;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** If asked to, the store goes on with what is whole, and keeps what is damaged. */
class SalvageTest {
  private static final StoreFileProperties SALVAGE =
      new StoreFileProperties(Duration.ofDays(1), DataSize.ofGigabytes(1), true);

  private final Directory directory;
  private final Map<String, String> saved = new LinkedHashMap<>();

  SalvageTest(@TempDir Path path) {
    directory = new Directory(path.resolve("data"));
  }

  @BeforeEach
  void fill() {
    Random random = new Random(3);
    try (OpenStore store = directory.open()) {
      for (int i = 0; i < 4; i++) {
        StringBuilder text = new StringBuilder();
        random.ints(700_000, 'a', 'z').forEach(letter -> text.append((char) letter));
        String id = store.add(text.toString());
        store.store().append(id, Expected.ANY, new NewEdit(NewEdit.CONSOLE, "edit of " + id));
        saved.put(id, text.toString());
      }
    }
  }

  @Test
  void anAlteredClusterIsLeftOutAndTheOthersAreThere() throws Exception {
    String altered = saved.keySet().iterator().next();
    byte[] before =
        alter(
            "update text_parts set content = 'other' where part = 1 and text_id ="
                + " (select text_id from clusters where id = '"
                + altered
                + "')");
    assertThat(refusal().reason()).isEqualTo(Reason.ALTERED);
    assertThat(refusal().args()).contains("1", "4", altered);

    saved.remove(altered);
    isThereAfterSalvage();

    assertThat(directory.path().resolve("damaged-1-podlane.mv.db")).hasBinaryContent(before);
    assertThat(directory.path().resolve("damaged-1-podlane.journal"))
        .content()
        .contains(altered, "+ ");
  }

  @Test
  void aMissingPartIsNoticedToo() throws Exception {
    String altered = saved.keySet().iterator().next();
    alter(
        "delete from text_parts where part = 1 and text_id ="
            + " (select text_id from clusters where id = '"
            + altered
            + "')");
    assertThat(refusal().reason()).isEqualTo(Reason.ALTERED);
    saved.remove(altered);
    isThereAfterSalvage();
  }

  @Test
  void anOlderFileIsBetterThanNone() throws Exception {
    Path older = directory.path().resolve("older");
    Files.copy(directory.database(), older);
    try (OpenStore store = directory.open()) {
      String id = saved.keySet().iterator().next();
      store.replace(id, "newer");
      store.add("newest");
    }
    Files.move(older, directory.database(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(refusal().reason()).isEqualTo(Reason.LOST);
    isThereAfterSalvage();
  }

  @Test
  void garbageIsKeptAside() throws Exception {
    Files.writeString(directory.database(), "garbage".repeat(9_000));
    assertThat(refusal().reason()).isEqualTo(Reason.DAMAGED);
    saved.clear();
    isThereAfterSalvage();
    assertThat(directory.path().resolve("damaged-1-podlane.mv.db")).content().startsWith("garbage");

    Files.writeString(directory.database(), "more");
    isThereAfterSalvage();
    assertThat(directory.path().resolve("damaged-2-podlane.mv.db")).hasContent("more");
    assertThat(directory.path().resolve("damaged-1-podlane.mv.db")).content().startsWith("garbage");
  }

  @Test
  void aBrokenJournalCostsNoCluster() throws Exception {
    Files.writeString(directory.journal(), "nonsense");
    assertThat(refusal().reason()).isEqualTo(Reason.JOURNAL);
    isThereAfterSalvage();
    assertThat(directory.path().resolve("damaged-1-podlane.journal")).hasContent("nonsense");
  }

  @Test
  void nothingIsDoneToAWholeFile() throws Exception {
    isThereAfterSalvage();
    try (Stream<Path> files = Files.list(directory.path())) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("damaged"));
    }
  }

  private void isThereAfterSalvage() {
    directory.open(SALVAGE).close();
    try (OpenStore store = directory.open()) {
      assertThat(store.store().list()).hasSize(saved.size());
      saved.forEach(
          (id, text) -> {
            assertThat(store.read(id)).isEqualTo(text);
            assertThat(store.store().history(id).orElseThrow().applied())
                .extracting(edit -> edit.payload())
                .containsExactly("edit of " + id);
          });
      store.store().delete(store.add("room for more"), Expected.ANY);
    }
  }

  private byte[] alter(String statement) throws Exception {
    Connection connection = H2Files.open(directory.database());
    JdbcRows.write(connection, statement);
    H2Files.shutDown(connection);
    return Files.readAllBytes(directory.database());
  }

  private UnusableException refusal() throws IOException {
    Map<String, ?> before = directory.files();
    UnusableException refused =
        catchThrowableOfType(UnusableException.class, () -> directory.open().close());
    assertThat(directory.files()).isEqualTo(before);
    return refused;
  }
}
