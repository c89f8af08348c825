package dev.podlane.compile;

import dev.podlane.compile.cni.Segment;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.shared.OnDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The namespaces that were made at once, with those of nodes and pods between them. */
final class PlannedNetwork implements OnDemand<NetworkNamespace> {
  private final PlannedNodes planned;
  private final List<NetworkNamespace> made;
  private final Map<String, Integer> madeByName = new HashMap<>();
  private final int heads;

  private PlannedNetwork(PlannedNodes planned, List<NetworkNamespace> made, int heads) {
    this.planned = planned;
    this.made = List.copyOf(made);
    this.heads = heads;
    for (int i = 0; i < made.size(); i++) {
      madeByName.put(made.get(i).name(), i);
    }
  }

  /**
   * The network.
   *
   * @param made those that were made, by name
   * @param heads number of namespaces before the nodes
   * @param segment of the nodes; null if there are none
   */
  static Network of(
      PlannedNodes planned,
      Map<String, NetworkNamespace> made,
      int heads,
      @Nullable Segment segment) {
    List<NetworkNamespace> all = new ArrayList<>();
    List<NetworkNamespace> instead = new ArrayList<>();
    made.values()
        .forEach(each -> (planned.plan().number(each.name()) < 0 ? all : instead).add(each));
    PlannedNetwork network = new PlannedNetwork(planned, all, heads);
    Network now = Network.of(network, new PlannedIndex(planned, network.made, heads, segment));
    for (NetworkNamespace each : instead) {
      now = now.with(each); // a container of a host that is called like a pod
    }
    return now;
  }

  @Override
  public int size() {
    return made.size() + planned.plan().size();
  }

  @Override
  public String name(int place) {
    int number = place - heads;
    if (number < 0) {
      return made.get(place).name();
    }
    int behind = number - planned.plan().size();
    return behind < 0 ? planned.plan().name(number) : made.get(heads + behind).name();
  }

  @Override
  public int place(String name) {
    Integer known = madeByName.get(name);
    if (known != null) {
      return known < heads ? known : known + planned.plan().size();
    }
    int number = planned.plan().number(name);
    return number < 0 ? -1 : heads + number;
  }

  @Override
  public NetworkNamespace make(int place) {
    int number = place - heads;
    if (number < 0) {
      return made.get(place);
    }
    int behind = number - planned.plan().size();
    return behind < 0 ? planned.make(number) : made.get(heads + behind);
  }
}
