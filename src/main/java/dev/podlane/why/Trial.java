package dev.podlane.why;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.finding.found.Mend;
import dev.podlane.trace.Outcome;
import dev.podlane.why.Why.Told;
import dev.podlane.workspace.ChangeException;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Walks a probe in a cluster with changes that nobody keeps. */
final class Trial {
  private final Workspace opened;
  private final ProbeRequest request;
  private final BooleanSupplier wanted;

  Trial(Workspace opened, ProbeRequest request, BooleanSupplier wanted) {
    this.opened = opened;
    this.request = request;
    this.wanted = wanted;
  }

  /**
   * Walks the probe in the cluster as it is.
   *
   * @throws TargetException if an end means nothing
   */
  Told walk() {
    return walk(opened);
  }

  private Told walk(Workspace workspace) {
    WalkRun run = workspace.run(List.of(request), wanted);
    return new Told(run.place(), run.next());
  }

  /** Walks it after changes; empty if one of them does not apply, or takes the ends away. */
  Optional<Told> after(List<Mend> mends) {
    Workspace changed = opened;
    try {
      int number = 0;
      for (Mend mend : mends) {
        String id = "why-" + number++;
        changed = changed.with(new Edit(id, event(mend), Instant.EPOCH, Place.NOWHERE));
        if (changed.last().filter(last -> last.applied().isRefused()).isPresent()) {
          return Optional.empty();
        }
      }
      return Optional.of(walk(changed));
    } catch (ChangeException | TargetException no) {
      return Optional.empty();
    }
  }

  private static Event event(Mend mend) {
    if (mend instanceof Mend.Field field) {
      ObjectRef ref = field.object();
      ObjectName name = new ObjectName(ref.kind(), ref.namespace(), ref.name());
      return new Event.FieldChange(name, field.path(), field.json());
    }
    return mend instanceof Mend.Commands commands
        ? new Event.Commands(commands.namespace(), commands.lines())
        : new Event.Manifest(((Mend.Manifest) mend).text());
  }

  /** Returns true if nothing is left to wish. */
  static boolean isDelivered(Told told) {
    boolean isDone = told.walked().trace().outcome().result() == Outcome.Result.DELIVERED;
    HttpAnswer answer = told.walked().answer();
    boolean isError = answer != null && answer.status() >= 400;
    return isDone && !isError && told.walked().unsimulated().isEmpty();
  }
}
