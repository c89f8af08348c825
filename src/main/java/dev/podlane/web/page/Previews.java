package dev.podlane.web.page;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.store.Ownership;
import dev.podlane.web.library.ClusterEntry;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.space.Spaces;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Describes clusters where their links are posted. */
@Component
class Previews {
  private static final String KEY = "api.preview.";

  private final Library library;
  private final Spaces spaces;
  private final Messages messages;

  Previews(Library library, Spaces spaces, Messages messages) {
    this.library = library;
    this.spaces = spaces;
    this.messages = messages;
  }

  /**
   * Describes a cluster. One that is not there, or cannot be opened now, has no picture.
   *
   * @param origin scheme and authority of this server
   */
  Preview of(String id, Language language, String origin) {
    try {
      return library
          .open(id)
          .map(opened -> described(opened, language, origin))
          .orElseGet(() -> gone(language));
    } catch (RuntimeException busy) {
      return new Preview("Podlane", messages.text(language, KEY + "text"), null, null, List.of());
    }
  }

  private Preview gone(Language language) {
    return new Preview(
        messages.text(language, KEY + "gone"),
        messages.text(language, KEY + "gone.text"),
        null,
        null,
        List.of());
  }

  private Preview described(OpenedCluster opened, Language language, String origin) {
    List<Integer> pods = pods(opened.workspace());
    String counts =
        messages.text(
            language,
            KEY + "counts",
            List.of("" + pods.size(), "" + pods.stream().mapToInt(each -> each).sum()));
    ClusterEntry entry = opened.entry();
    String url = origin + "/c/" + entry.id();
    return new Preview(
        name(entry, language).map(name -> name + " · " + counts).orElse(counts),
        messages.text(language, KEY + "text"),
        url,
        url + "/preview.png?v=" + entry.version(),
        pods);
  }

  /** A sample's name is known to all; another one's is its owner's to give. */
  private Optional<String> name(ClusterEntry entry, Language language) {
    if (entry.sample()) {
      return entry.isStage()
          ? Optional.empty()
          : Optional.of(messages.text(language, "sample." + entry.id()));
    }
    return spaces.of(entry.id()).filter(Ownership::named).map(owner -> entry.name());
  }

  /** Counts the pods of each machine; a network without Kubernetes has one for each namespace. */
  private static List<Integer> pods(Workspace workspace) {
    Optional<Cluster> cluster = workspace.cluster();
    Map<String, Integer> byMachine = new TreeMap<>();
    cluster.ifPresent(
        found -> {
          found.nodes().forEach(node -> byMachine.put(node.ref().name(), 0));
          found.hosts().forEach(host -> byMachine.put(host.name(), 0));
          for (Pod pod : found.pods()) {
            String node = pod.nodeName();
            if (node != null && pod.hasNetwork()) {
              byMachine.merge(node, 1, Integer::sum);
            }
          }
        });
    return byMachine.isEmpty()
        ? workspace.network().namespaces().keySet().stream().map(each -> 0).toList()
        : new ArrayList<>(byMachine.values());
  }
}
