package dev.podlane.time.begin;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.time.state.BackOff;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.template.ContainerTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of a pod as its status in the documents tells of them. */
public final class GivenStatus {
  /** Reasons for which a container waits for others, and not because it cannot run. */
  private static final List<String> FOR_OTHERS =
      List.of("", "PodInitializing", "ContainerCreating");

  private static final String CRASH = "CrashLoopBackOff";

  /** Nothing is told. */
  public static final GivenStatus NONE = new GivenStatus(new MapValue(0, Map.of(), List.of()));

  private final Map<String, MapValue> byName;
  private final String podReason;

  private GivenStatus(MapValue status) {
    podReason = status.text("reason").orElse("");
    Map<String, MapValue> found = new HashMap<>(0);
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      if (status.entries().get(list) instanceof ListValue all) {
        for (Value each : all.items()) {
          if (each instanceof MapValue map) {
            map.text("name").ifPresent(name -> found.put(name, map));
          }
        }
      }
    }
    byName = found;
  }

  /** The status of a pod as it is written. */
  public static GivenStatus of(MapValue pod) {
    return pod.entries().get("status") instanceof MapValue status ? new GivenStatus(status) : NONE;
  }

  /** The reason of the pod's phase: {@code Evicted}; empty if it is not told. */
  public String reason() {
    return podReason;
  }

  /** Returns true if something is told of a container. */
  public boolean tells(String container) {
    return byName.containsKey(container);
  }

  /** The reason for which a container waits or has ended; empty if it runs or none is told. */
  public String reason(String container) {
    String waits = state(container, "waiting").flatMap(each -> each.text("reason")).orElse("");
    return waits.isEmpty()
        ? state(container, "terminated").flatMap(each -> each.text("reason")).orElse("")
        : waits;
  }

  private Optional<MapValue> state(String container, String kind) {
    return Optional.ofNullable(byName.get(container))
        .map(each -> each.map("state").entries().get(kind))
        .filter(MapValue.class::isInstance)
        .map(MapValue.class::cast);
  }

  /**
   * Returns true if a container fails, or cannot start: its image or its settings are not there.
   */
  boolean isBroken(ContainerTemplate container) {
    String name = container.name();
    return state(name, "waiting").isPresent()
        ? !FOR_OTHERS.contains(reason(name))
        : state(name, "terminated").isPresent() && restarts(container);
  }

  /** Returns true if a container that has ended is started again. */
  private boolean restarts(ContainerTemplate container) {
    return hasFailed(container) ? container.restartsFailed() : container.restarts();
  }

  private boolean hasFailed(ContainerTemplate container) {
    return !state(container.name(), "terminated")
        .flatMap(each -> each.text("exitCode"))
        .orElse("0")
        .equals("0");
  }

  private int restartCount(String container) {
    String text =
        Optional.ofNullable(byName.get(container))
            .flatMap(each -> each.text("restartCount"))
            .orElse("");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /**
   * A container at the beginning. An init container of which nothing is told has done its work.
   *
   * @param ready true if its readiness probe counts as succeeded, should it run
   */
  public ContainerRun run(ContainerTemplate container, boolean ready) {
    String name = container.name();
    if (isBroken(container)) {
      return broken(container);
    }
    if (state(name, "waiting").isPresent()) {
      return ContainerRun.blocked(container);
    }
    ContainerRun run = ContainerRun.running(container, ready, restartCount(name));
    boolean isInit = container.role() == ContainerTemplate.Role.INIT;
    if (state(name, "terminated").isPresent()) {
      return (hasFailed(container) ? run.failing() : run).ended(ContainerRun.LONG_AGO);
    }
    return isInit && state(name, "running").isEmpty() ? run.ended(ContainerRun.LONG_AGO) : run;
  }

  /** It waits for its back-off to pass, or for something that only a person can bring. */
  private ContainerRun broken(ContainerTemplate container) {
    String name = container.name();
    int restarts = restartCount(name);
    boolean isWaiting = state(name, "waiting").isPresent();
    boolean isTried = !isWaiting || reason(name).equals(CRASH);
    int strikes = isWaiting ? Math.max(2, restarts + 1) : restarts + 1;
    long next = isTried ? BackOff.after(strikes - 1) : ContainerRun.NEVER;
    return ContainerRun.waiting(container, next, restarts, strikes).failing();
  }
}
