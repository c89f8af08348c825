package dev.podlane.answer.trace;

import dev.podlane.answer.BackendView;
import dev.podlane.answer.sentence.NameWords;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Branches.Branch;
import dev.podlane.trace.cause.Backends;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.PodNames;
import dev.podlane.workspace.Walked;
import java.util.List;

/** The endpoints that a probe could have gone to. */
final class BackendViews {
  private BackendViews() {}

  /**
   * Those that rules could have chosen; where none chose, the pods that the name stands for, of
   * which the order of the answer makes one the first.
   */
  static List<BackendView> of(Walked walked, PodNames ends) {
    if (!NameWords.isConnected(walked)) {
      return List.of();
    }
    List<Branch> translated = Backends.of(walked.trace());
    NameLookup lookup = walked.lookup();
    if (translated.isEmpty() && lookup != null) {
      return named(lookup, walked.trace().probe().port(), ends);
    }
    return translated.stream()
        .map(
            branch ->
                new BackendView(
                    ends.behind(branch.address(), branch.port()),
                    branch.address().toString(),
                    branch.port() == 0 ? null : (Integer) branch.port(),
                    branch.probability()))
        .toList();
  }

  private static List<BackendView> named(NameLookup lookup, int port, PodNames ends) {
    List<Ip> pods =
        lookup.addresses().stream().filter(each -> ends.behind(each, port) != null).toList();
    return pods.stream()
        .map(
            each ->
                new BackendView(ends.behind(each, port), each.toString(), port, 1.0 / pods.size()))
        .toList();
  }
}
