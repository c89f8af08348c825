package dev.podlane.workspace;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.template.ContainerTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields {@code containerStatuses} and {@code initContainerStatuses} of a pod of a moment. */
final class ContainerStatuses {
  private ContainerStatuses() {}

  /** The fields of a status; none for containers of which nothing is told. */
  static Map<String, Value> of(PodState pod, State state) {
    ContainerStates states = new ContainerStates(pod, state);
    List<Value> inits = new ArrayList<>();
    List<Value> mains = new ArrayList<>();
    for (ContainerRun each : pod.nodeName() == null ? List.<ContainerRun>of() : states.runs()) {
      boolean isMain = each.template().role() == ContainerTemplate.Role.MAIN;
      (isMain ? mains : inits).add(one(each, states, state.now()));
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    if (!inits.isEmpty()) {
      fields.put("initContainerStatuses", new ListValue(0, inits));
    }
    if (!mains.isEmpty()) {
      fields.put("containerStatuses", new ListValue(0, mains));
    }
    return fields;
  }

  private static MapValue one(ContainerRun run, ContainerStates states, long now) {
    boolean isInit = run.template().role() == ContainerTemplate.Role.INIT;
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("name", text(run.template().name()));
    fields.put("ready", flag(isInit ? run.isDone() : run.isReady(now)));
    fields.put("restartCount", number(run.restarts()));
    fields.put("state", state(states.told(run)));
    return map(fields);
  }

  private static MapValue state(ContainerStates.Told told) {
    Map<String, Value> inner = new LinkedHashMap<>();
    if (!told.reason().isEmpty()) {
      inner.put("reason", text(told.reason()));
    }
    String kind =
        switch (told.kind()) {
          case RUNNING -> "running";
          case WAITING -> "waiting";
          case TERMINATED -> {
            inner.put("exitCode", number(told.isDone() ? 0 : 1));
            yield "terminated";
          }
        };
    return map(Map.of(kind, map(inner)));
  }

  private static MapValue map(Map<String, ? extends Value> entries) {
    return new MapValue(0, new LinkedHashMap<>(entries), List.of());
  }

  private static ScalarValue text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }

  private static ScalarValue number(int number) {
    return new ScalarValue(0, ScalarValue.Type.INTEGER, "" + number);
  }

  private static ScalarValue flag(boolean is) {
    return new ScalarValue(0, ScalarValue.Type.BOOLEAN, "" + is);
  }
}
