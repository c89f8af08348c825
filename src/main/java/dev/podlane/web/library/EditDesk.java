package dev.podlane.web.library;

import dev.podlane.document.Rewriting;
import dev.podlane.notation.ConsoleEdits;
import dev.podlane.workspace.CommandResult;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gives commands to clusters, and keeps those that change something in their documents. */
@Service
public class EditDesk {
  private final Library library;

  /** A desk for the clusters of a library. */
  public EditDesk(Library library) {
    this.library = library;
  }

  /** Whether a command was kept as an edit. */
  public enum Kept {
    /** It was. */
    YES,
    /** It changed nothing. */
    NO,
    /** It would change a sample, and no copy was asked for. */
    SAMPLE,
    /** It would be one edit too many. */
    FULL
  }

  /**
   * A command that was given.
   *
   * @param result what the tool said
   * @param kept whether it was kept
   * @param cluster the cluster as it is now, or the copy that has the edit
   */
  public record Done(CommandResult result, Kept kept, OpenedCluster cluster) {}

  /**
   * Gives a command in a namespace; empty if there is no such cluster.
   *
   * @param copyAs name of the copy that is changed instead of a sample; null to leave samples alone
   */
  public Optional<Done> run(String id, String namespace, String command, @Nullable String copyAs) {
    return library.exclusively(
        id,
        opened -> {
          CommandResult result = opened.workspace().run(namespace, command);
          if (!result.changed()) {
            return new Done(result, Kept.NO, opened);
          }
          Entry entry = opened.entry();
          if (entry.sample() && copyAs == null) {
            return new Done(result, Kept.SAMPLE, opened);
          }
          if (!opened.workspace().takesEdits()) {
            return new Done(result, Kept.FULL, opened);
          }
          Rewriting.Changed text = ConsoleEdits.add(entry.documents(), namespace, command);
          String name = entry.sample() && copyAs != null ? copyAs : entry.name();
          return new Done(result, Kept.YES, library.write(entry, name, text));
        });
  }

  /**
   * Takes an edit back; empty if there is no such cluster or edit.
   *
   * @param choose says which one, from 1, of the cluster as it is then
   */
  public Optional<OpenedCluster> undo(String id, ToIntFunction<OpenedCluster> choose) {
    return library
        .exclusively(
            id,
            opened ->
                ConsoleEdits.remove(opened.entry().documents(), choose.applyAsInt(opened))
                    .map(text -> library.write(opened.entry(), opened.entry().name(), text)))
        .flatMap(written -> written);
  }
}
