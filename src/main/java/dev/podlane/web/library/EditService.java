package dev.podlane.web.library;

import dev.podlane.cluster.Cluster;
import dev.podlane.document.Problem;
import dev.podlane.store.Expected;
import dev.podlane.store.NewEdit;
import dev.podlane.store.Position;
import dev.podlane.store.StaleVersionException;
import dev.podlane.workspace.AppliedEdit;
import dev.podlane.workspace.ChangeException;
import dev.podlane.workspace.CommandResult;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.EventTargets;
import dev.podlane.workspace.Happened;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Adds, undoes and redoes edits of clusters. Each change is tried on the opened cluster, stored as
 * a row, and leaves the cluster opened in its next state.
 */
@Service
public class EditService {
  /** Another process may have changed the cluster; so often it is looked at again. */
  private static final int TRIES = 5;

  private final Library library;
  private final OwnedStore store;

  /** A desk for the clusters of a library. */
  EditService(Library library, OwnedStore store) {
    this.library = library;
    this.store = store;
  }

  /** The decision to store an event as an edit. */
  public enum Kept {
    /** It was. */
    YES,
    /** It changed nothing, or was refused. */
    NO,
    /** It would change a sample, and no copy was asked for. */
    SAMPLE,
    /** It would be one edit too many. */
    FULL
  }

  /**
   * An event that was tried.
   *
   * @param applied the event and why it does not apply, if so
   * @param result output of the tools, if the event consists of commands
   * @param kept tells if the event was stored
   * @param problems new problems since then
   * @param cluster the cluster as it is now, or the copy that has the edit
   */
  public record Done(
      AppliedEdit applied,
      CommandResult result,
      Kept kept,
      List<Problem> problems,
      OpenedCluster cluster) {}

  /**
   * Lets something happen to a cluster; empty if there is no such cluster.
   *
   * @param copyAs name of the copy that is changed instead of a sample; null to leave samples alone
   * @param expected versions of the cluster that may be changed
   * @throws StaleVersionException if it is another version
   * @throws ChangeException if it does not apply to the objects there are, or makes an error
   */
  public Optional<Done> happen(String id, Event event, @Nullable String copyAs, Expected expected) {
    return changing(id, expected, opened -> happen(opened, event, copyAs));
  }

  private Done happen(OpenedCluster opened, Event event, @Nullable String copyAs) {
    Workspace before = opened.workspace();
    EventTargets.require(before, event);
    Event kept = before.withoutSecrets(event);
    Edit tried = Edit.asked("new", kept, Instant.EPOCH);
    Tried done = kept.isInNetwork() ? inNetwork(before, kept) : objects(before, tried);
    CommandResult result = done.last().result();
    AppliedEdit applied = done.last().applied();
    if (applied.isRefused() || !result.changed()) {
      return new Done(applied, result, Kept.NO, List.of(), opened);
    }
    if (opened.entry().sample()) {
      return copyAs == null
          ? new Done(applied, result, Kept.SAMPLE, List.of(), opened)
          : new Done(
              applied,
              result,
              Kept.YES,
              done.problems(),
              library.copy(opened, copyAs, List.of(EditJson.row(kept))));
    }
    return before.takesEdits()
        ? new Done(applied, result, Kept.YES, done.problems(), append(opened, kept))
        : new Done(applied, result, Kept.FULL, List.of(), opened);
  }

  /** The result of an event, and the problems that are new after it. */
  private record Tried(Happened last, List<Problem> problems) {}

  /** Commands are tried even where there is no room for them, as most of them only look. */
  private static Tried inNetwork(Workspace before, Event event) {
    return new Tried(before.tried(event), List.of());
  }

  /**
   * Tries a change of objects. Deleting an object that others refer to gives warnings; errors in
   * new contents refuse it.
   */
  private static Tried objects(Workspace before, Edit tried) {
    Workspace next = before.with(tried);
    if (!tried.event().isDeletion()) {
      List<Problem> wrong = NewErrors.among(written(before), written(next));
      if (!wrong.isEmpty()) {
        throw ChangeException.causing(wrong);
      }
    }
    Happened last = next.last().orElseThrow();
    return new Tried(last, NewErrors.more(before.problems(), next.problems()));
  }

  /**
   * Returns the problems of objects as they are written, without those of the network made from
   * them.
   */
  private static List<Problem> written(Workspace workspace) {
    return workspace.cluster().map(Cluster::problems).orElseGet(workspace::problems);
  }

  private OpenedCluster append(OpenedCluster opened, Event event) {
    NewEdit row = EditJson.row(event);
    Position now =
        store.append(opened.entry().id(), version(opened), row).orElseThrow(gone(opened));
    Edit edit = Edit.asked(EditJson.id(now.head()), event, now.updated());
    EditLog log = opened.history();
    return keep(opened, now, log.with(new EditLog.Row(now.head(), log.headSeq(), edit)));
  }

  /**
   * Takes an edit back; empty if there is no such cluster.
   *
   * @param choose says which one, from 1, of the cluster as it is then
   * @param expected versions of the cluster that may be changed
   */
  public Optional<OpenedCluster> undo(
      String id, Function<OpenedCluster, Integer> choose, Expected expected) {
    return changing(id, expected, opened -> undo(opened, choose.apply(opened)));
  }

  private OpenedCluster undo(OpenedCluster opened, int number) {
    Edit wanted = opened.workspace().edits().get(number - 1).edit();
    EditLog.Row head = opened.history().head();
    if (head == null || !head.edit().id().equals(wanted.id())) {
      return append(opened, new Event.Withdrawal(wanted.id(), wanted.event().text()));
    }
    return move(opened, head.parent(), opened.history().down());
  }

  /**
   * Redoes the edit that was undone last; empty if there is no such cluster. Does nothing if there
   * is no edit to redo.
   *
   * @param check is shown the cluster before, and may throw
   * @param expected versions of the cluster that may be changed
   */
  public Optional<OpenedCluster> redo(String id, Consumer<OpenedCluster> check, Expected expected) {
    return changing(
        id,
        expected,
        opened -> {
          check.accept(opened);
          return redo(opened);
        });
  }

  private OpenedCluster redo(OpenedCluster opened) {
    EditLog log = opened.history();
    EditLog.Row head = log.head();
    List<EditLog.Row> above = log.above();
    if (!above.isEmpty()) {
      return move(opened, above.get(0).seq(), log.up(above.get(0)));
    }
    return head != null && log.isAtWithdrawal() ? move(opened, head.parent(), log.down()) : opened;
  }

  private OpenedCluster move(OpenedCluster opened, long seq, EditLog log) {
    return keep(
        opened,
        store.moveHead(opened.entry().id(), version(opened), seq).orElseThrow(gone(opened)),
        log);
  }

  private OpenedCluster keep(OpenedCluster opened, Position now, EditLog log) {
    return library.keep(
        opened.entry().at(now.version(), now.updated()), opened.workspace().with(log.edits()), log);
  }

  private static Supplier<GoneException> gone(OpenedCluster opened) {
    return () -> new GoneException(opened.entry().id());
  }

  private static Expected version(OpenedCluster opened) {
    return Expected.version(opened.entry().number());
  }

  private <T> Optional<T> changing(
      String id, Expected expected, Function<OpenedCluster, T> change) {
    return library.exclusively(
        id,
        () -> {
          for (int left = TRIES; ; left--) {
            Optional<OpenedCluster> opened = library.open(id);
            opened.ifPresent(found -> require(expected, found));
            try {
              return opened.map(change);
            } catch (StaleVersionException changed) {
              if (left == 1) {
                throw changed;
              }
            } catch (GoneException deleted) {
              return Optional.empty();
            }
          }
        });
  }

  private static void require(Expected expected, OpenedCluster opened) {
    if (!opened.entry().sample()) {
      expected.require(opened.entry().id(), opened.entry().number());
    }
  }
}
