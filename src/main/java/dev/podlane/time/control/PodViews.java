package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.placement.HostPort;
import dev.podlane.cluster.placement.PlacingReader;
import dev.podlane.cluster.placement.PodView;
import dev.podlane.cluster.placement.ResourceReader;
import dev.podlane.cluster.placement.Resources;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.NodeAffinity;
import dev.podlane.cluster.schedule.DaemonNodes;
import dev.podlane.document.Fields;
import dev.podlane.time.state.PodState;
import dev.podlane.time.template.PodTemplate;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Pods as the scheduler sees them; what a template says is read once. Thread-safe. */
final class PodViews {
  private final Map<PodTemplate, Read> read = Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * The demands in a template.
   *
   * @param placing its rules about other pods by the labels of the pod, on which they may depend;
   *     null if it has none
   */
  private record Read(
      Resources requests,
      List<HostPort> ports,
      @Nullable Map<Map<String, String>, PodView.Placing> placing) {
    PodView.Placing placing(PodState pod) {
      return placing == null
          ? PodView.Placing.ANYWHERE
          : placing.computeIfAbsent(
              pod.labels(),
              labels -> PlacingReader.read(fields(pod.identity().template()), labels));
    }
  }

  PodView of(PodState pod) {
    PodSpec spec = spec(pod);
    return view(pod, spec, spec.nodeSelector(), spec.affinity());
  }

  /** The pod without its demands on labels of nodes. */
  PodView anywhere(PodState pod) {
    return view(pod, spec(pod), new TreeMap<>(), NodeAffinity.NONE);
  }

  /** The spec, with the tolerations that a DaemonSet adds. */
  static PodSpec spec(PodState pod) {
    PodSpec spec = pod.identity().template().spec();
    ObjectRef controller = pod.identity().controller();
    boolean isDaemon = controller != null && controller.kind().equals("DaemonSet");
    return isDaemon ? DaemonNodes.spec(spec) : spec;
  }

  private PodView view(
      PodState pod, PodSpec spec, SortedMap<String, String> selector, NodeAffinity affinity) {
    Read known = read.computeIfAbsent(pod.identity().template(), PodViews::read);
    ObjectRef controller = pod.identity().controller();
    return new PodView(
        pod.ref().namespace(),
        pod.labels(),
        controller == null ? "" : controller.toString(),
        known.requests(),
        selector,
        affinity,
        spec.tolerations(),
        known.ports(),
        known.placing(pod));
  }

  private static Fields fields(PodTemplate template) {
    return Fields.of(template.place(), template.tree().map("spec"), problem -> {});
  }

  private static Read read(PodTemplate template) {
    Fields fields = fields(template);
    boolean isAnywhere = PlacingReader.read(fields, Map.of()).equals(PodView.Placing.ANYWHERE);
    return new Read(
        ResourceReader.requests(fields),
        HostPort.of(template.spec().containers()),
        isAnywhere ? null : new ConcurrentHashMap<>());
  }
}
