package dev.podlane.compile;

import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.shared.OnDemand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The namespaces that were made at once, with those of nodes and pods between them. */
final class PlannedNetwork implements OnDemand<NetworkNamespace> {
  private final PlannedNodes planned;
  private final PlannedIndex index;
  private final List<NetworkNamespace> made;
  private final List<NetworkNamespace> instead;
  private final Map<String, Integer> madeByName = new HashMap<>();
  private final int heads;

  private PlannedNetwork(
      PlannedNodes planned,
      PlannedIndex index,
      List<NetworkNamespace> made,
      List<NetworkNamespace> instead,
      int heads) {
    this.planned = planned;
    this.index = index;
    this.made = List.copyOf(made);
    this.instead = List.copyOf(instead);
    this.heads = heads;
    for (int i = 0; i < made.size(); i++) {
      madeByName.put(made.get(i).name(), i);
    }
  }

  /** The namespaces of a frame and of the nodes and pods in it. */
  static PlannedNetwork of(PlannedNodes planned, Frame frame) {
    List<NetworkNamespace> all = new ArrayList<>();
    List<NetworkNamespace> instead = new ArrayList<>();
    frame
        .made()
        .values()
        .forEach(each -> (planned.plan().number(each.name()) < 0 ? all : instead).add(each));
    PlannedIndex index = new PlannedIndex(planned, all, frame.heads(), frame.nodes());
    return new PlannedNetwork(planned, index, all, instead, frame.heads());
  }

  /**
   * The same with other pods; null if making it anew is simpler.
   *
   * @param changed numbers of the nodes whose pods are others
   */
  @Nullable PlannedNetwork with(PlannedNodes others, Collection<Integer> changed) {
    PlannedIndex now = index.with(others, changed);
    boolean isNamedAlike =
        madeByName.keySet().stream().anyMatch(name -> others.plan().number(name) >= 0);
    return now == null || isNamedAlike || !instead.isEmpty()
        ? null
        : new PlannedNetwork(others, now, made, instead, heads);
  }

  /** The network. */
  Network network() {
    Network now = Network.of(this, index);
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
