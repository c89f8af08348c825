package dev.podlane.web.library;

import dev.podlane.store.ClusterStore;
import dev.podlane.store.EditsThen;
import dev.podlane.store.Expected;
import dev.podlane.store.History;
import dev.podlane.store.ListedCluster;
import dev.podlane.store.NewDocuments;
import dev.podlane.store.NewEdit;
import dev.podlane.store.Opened;
import dev.podlane.store.Position;
import dev.podlane.store.SavedCluster;
import dev.podlane.store.Summary;
import dev.podlane.web.space.Spaces;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The store as the visitor of the present request may use it: the one place at which owners are
 * asked. Whatever changes, lists or reads a saved cluster on behalf of a request does it here, so
 * that no call can be forgotten; a test makes sure that nothing else reaches the store.
 */
@Component
class OwnedStore {
  private final ClusterStore store;
  private final Spaces spaces;

  OwnedStore(ClusterStore store, Spaces spaces) {
    this.store = store;
    this.spaces = spaces;
  }

  /** As the store's, in the visitor's space. */
  SavedCluster add(String name, NewDocuments given, List<NewEdit> done) {
    return spaces.making(space -> store.add(name, given, done, space));
  }

  /** As the store's, if the visitor may change the cluster. */
  Optional<SavedCluster> replace(
      String id, Expected expected, String name, NewDocuments given, EditsThen editsThen) {
    spaces.requireChange(id);
    return store.replace(id, expected, name, given, editsThen);
  }

  /** As the store's, if the visitor owns the cluster. */
  boolean delete(String id, Expected expected) {
    spaces.requireOwner(id);
    return store.delete(id, expected);
  }

  /** As the store's, of a cluster that is over, whoever it belongs to. */
  boolean remove(String id) {
    return store.delete(id, Expected.ANY);
  }

  /** As the store's. */
  void lend(int clusters) {
    store.lend(clusters);
  }

  /** As the store's, if the visitor may change the cluster. */
  Optional<Position> append(String id, Expected expected, NewEdit edit) {
    spaces.requireChange(id);
    return store.append(id, expected, edit);
  }

  /** As the store's, if the visitor may change the cluster. */
  Optional<Position> moveHead(String id, Expected expected, long seq) {
    spaces.requireChange(id);
    return store.moveHead(id, expected, seq);
  }

  /** The clusters of the visitor's space, oldest first. */
  List<ListedCluster> list() {
    return spaces.list(store::list);
  }

  /** As the store's; empty for a cluster that has expired. */
  Optional<Summary> summary(String id) {
    if (spaces.isExpired(id)) {
      return Optional.empty();
    }
    Optional<Summary> found = store.summary(id);
    found.ifPresent(summary -> spaces.opened(id));
    return found;
  }

  /** As the store's; empty for a cluster that has expired. */
  Optional<Summary> documents(String id, Consumer<String> part) {
    return spaces.isExpired(id) ? Optional.empty() : store.documents(id, part);
  }

  /** As the store's; empty for a cluster that has expired. */
  Optional<Opened> open(String id, int most) {
    return spaces.isExpired(id) ? Optional.empty() : store.open(id, most);
  }

  /** As the store's, of a cluster that was just found. */
  Optional<History> history(String id) {
    return store.history(id);
  }
}
