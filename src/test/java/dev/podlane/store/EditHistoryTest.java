package dev.podlane.store;

import static dev.podlane.store.StoreFixture.documents;
import static dev.podlane.store.StoreFixture.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.store.StoreFullException.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Edits are kept for good; undo and redo only move along them. */
class EditHistoryTest {
  private final ClusterStore store =
      StoreFixture.store(StoreFixture.memory(), StoreFixture.limits(9, DataSize.ofMegabytes(1)));
  private final String id = store.add("n", documents("d"), List.of(edit("a"), edit("b"))).id();

  @Test
  void aClusterMayBeginWithEdits() {
    assertThat(history().applied()).extracting(SavedEdit::payload).containsExactly("a", "b");
    assertThat(history().applied()).extracting(SavedEdit::seq).containsExactly(1L, 2L);
    assertThat(store.find(id).orElseThrow().head()).isEqualTo(2);
  }

  @Test
  void undoAndRedoMoveTheHead() {
    append("c");
    move(2);
    move(1);
    assertThat(payloads(history().applied())).containsExactly("a");
    assertThat(payloads(history().undone())).containsExactly("b", "c");

    move(0);
    assertThat(history().applied()).isEmpty();
    assertThat(payloads(history().undone())).containsExactly("a", "b", "c");

    move(2);
    assertThat(payloads(history().applied())).containsExactly("a", "b");
    assertThat(payloads(history().undone())).containsExactly("c");
  }

  @Test
  void anEditAfterAnUndoIsABranchAndTheOtherOneIsKept() {
    move(1);
    Position now = append("B");

    assertThat(now.head()).isEqualTo(3);
    assertThat(payloads(history().applied())).containsExactly("a", "B");
    assertThat(history().undone()).isEmpty();
    assertThat(payloads(history().all())).containsExactly("a", "b", "B");
    assertThat(payloads(history().chain(2))).containsExactly("a", "b");

    move(2);
    assertThat(payloads(history().applied())).containsExactly("a", "b");
    assertThat(history().undone()).isEmpty();
    move(1);
    assertThat(payloads(history().undone())).containsExactly("b");
  }

  @Test
  void everyMoveIsAVersion() {
    assertThat(append("c").version()).isEqualTo(2);
    assertThat(move(0).version()).isEqualTo(3);
    assertThat(history().version()).isEqualTo(3);
    assertThat(store.open(id, 9).orElseThrow().cluster().version()).isEqualTo(3);
  }

  @Test
  void anEditThatIsNotThereIsNoPlaceToMoveTo() {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> move(7));
    assertThat(history().version()).isEqualTo(1);
  }

  @Test
  void editsStayOrGoWithTheirDocuments() {
    store.replace(id, Expected.ANY, "n", documents("new"), EditsThen.STAY);
    assertThat(payloads(history().applied())).containsExactly("a", "b");

    store.replace(id, Expected.ANY, "n", documents("newer"), EditsThen.GO);
    assertThat(history().all()).isEmpty();
    assertThat(history().head()).isZero();
    assertThat(append("c").head()).as("numbers are not given again").isEqualTo(3);
    assertThat(history().applied()).extracting(SavedEdit::parent).containsExactly(0L);
  }

  @Test
  void editsOfOneClusterAreLimitedInNumberAndBytes() {
    for (int i = 2; i < 20; i++) {
      append("x");
    }
    move(0);
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> append("x"))
        .matches(full -> full.limit() == Limit.EDITS && full.allowed() == 20);

    store.replace(id, Expected.ANY, "n", documents("d"), EditsThen.GO);
    append("y".repeat(990));
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> append("y".repeat(11)))
        .matches(full -> full.limit() == Limit.EDIT_BYTES && full.allowed() == 1000);
    assertThatExceptionOfType(StoreFullException.class)
        .isThrownBy(() -> store.add("n", documents("d"), List.of(edit("y".repeat(1001)))));
  }

  private History history() {
    return store.history(id).orElseThrow();
  }

  private Position append(String payload) {
    return store.append(id, Expected.ANY, edit(payload)).orElseThrow();
  }

  private Position move(long seq) {
    return store.moveHead(id, Expected.ANY, seq).orElseThrow();
  }

  private static List<String> payloads(List<SavedEdit> edits) {
    return edits.stream().map(SavedEdit::payload).toList();
  }
}
