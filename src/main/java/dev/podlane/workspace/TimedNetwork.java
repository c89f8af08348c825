package dev.podlane.workspace;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Network;
import dev.podlane.time.Course;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Commands and cables that have a moment. */
final class TimedNetwork {
  private TimedNetwork() {}

  /**
   * The network after those that have happened, by their moments. One that does not apply any more
   * has no effect: its namespace or device has gone.
   */
  static Network after(Network before, List<Edit> events, Predicate<Event.Timed> then) {
    List<Event.Timed> due = new ArrayList<>();
    for (Edit edit : events) {
      if (edit.event() instanceof Event.Timed timed
          && timed.what().isInNetwork()
          && then.test(timed)) {
        due.add(timed);
      }
    }
    due.sort(Comparator.comparingLong(Event.Timed::at));
    Network network = before;
    for (Event.Timed each : due) {
      network = after(network, each.what());
    }
    return network;
  }

  private static Network after(Network before, Event event) {
    if (event instanceof Event.CableChange change) {
      try {
        return Cables.after(before, change);
      } catch (ChangeException gone) {
        return before;
      }
    }
    Network network = before;
    Event.Commands commands = (Event.Commands) event;
    for (String line : commands.lines()) {
      if (!(Console.run(network, commands.namespace(), line) instanceof Answer.Done done)) {
        return before;
      }
      network = done.network();
    }
    return network;
  }

  /**
   * Tells which have happened by a moment, and still count: what was done in a pod's namespace goes
   * with its sandbox.
   */
  static Predicate<Event.Timed> by(Course course, State now) {
    return event -> {
      if (event.at() > now.now()) {
        return false;
      }
      String namespace = event.what().where();
      PodState pod = now.pods().pods().get(namespace);
      PodState then = course.at(event.at()).pods().pods().get(namespace);
      return sandbox(pod) == sandbox(then) && serial(pod) == serial(then);
    };
  }

  private static long serial(@Nullable PodState pod) {
    return pod == null ? -1 : pod.serial();
  }

  private static int sandbox(@Nullable PodState pod) {
    return pod == null || pod.runtime() == null ? -1 : pod.runtime().sandboxes();
  }
}
