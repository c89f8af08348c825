package dev.podlane.answer.topology;

import dev.podlane.answer.FoundView;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds network namespaces without making them. */
public final class Search {
  private Search() {}

  /**
   * Those whose name holds a text, or that have an address.
   *
   * @param text upper and lower case are alike
   * @param most largest number of results
   */
  public static FoundView of(Workspace workspace, String text, int most) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    Optional<Ip> address = Ip.tryParse(wanted);
    if (address.isPresent()) {
      found.addAll(workspace.network().owners(address.get()));
    } else if (!wanted.isEmpty()) {
      List<String> inside = new ArrayList<>();
      for (String name : workspace.network().namespaces().keySet()) {
        int at = name.toLowerCase(Locale.ROOT).indexOf(wanted);
        if (at == 0 || (at > 0 && name.charAt(at - 1) == '/')) {
          found.add(name);
        } else if (at > 0) {
          inside.add(name);
        }
      }
      found.addAll(inside);
    }
    NamespaceKinds kinds = new NamespaceKinds(workspace);
    List<FoundView.Place> places =
        found.stream()
            .limit(most)
            .map(
                name ->
                    new FoundView.Place(
                        name, kinds.kind(name).text(), kinds.machine(name).orElse(null)))
            .toList();
    return new FoundView(places, found.size() - places.size());
  }
}
