package dev.podlane.school.fact;

import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.scenario.lesson.TrafficText;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Traffic;
import dev.podlane.workspace.TrafficStream;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The probes of a file in one cluster, each walked when it is first asked for. Not thread-safe. */
public final class Walks {
  private final Workspace workspace;
  private final Ground ground;
  private final Map<String, Optional<List<Walked>>> done = new HashMap<>();
  private final Map<String, Optional<List<Traffic.Sent>>> streams = new HashMap<>();
  private final Map<Long, Workspace> moments = new HashMap<>();

  public Walks(Workspace workspace, Ground ground) {
    this.workspace = workspace;
    this.ground = ground;
  }

  /** The cluster. */
  public Workspace workspace() {
    return workspace;
  }

  /** The probes' file. */
  public Ground ground() {
    return ground;
  }

  /** The cluster that a probe is sent into: at its moment, after its commands. */
  Workspace place(ProbeText probe) {
    Long at = probe.atMillis();
    Workspace then = at == null ? workspace : moments.computeIfAbsent(at, workspace::atMoment);
    return Events.apply(then, probe.before()).workspace();
  }

  /** The cluster that a probe is sent into; as it is if there is no such probe. */
  public Workspace place(String probe) {
    return ground.probe(probe).map(this::place).orElse(workspace);
  }

  /** The walks of a probe, one for each repetition; empty if it means nothing in this cluster. */
  List<Walked> all(String probe) {
    return done.computeIfAbsent(probe, this::walk).orElse(List.of());
  }

  /** The first walk of a probe; empty if its names mean nothing in this cluster. */
  public Optional<Walked> of(String probe) {
    return all(probe).stream().findFirst();
  }

  private Optional<List<Walked>> walk(String probe) {
    ProbeText text = ground.probe(probe).orElse(null);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(place(text).walk(Requests.of(text)));
    } catch (TargetException unknown) {
      return Optional.empty();
    }
  }

  /** The fate of a traffic's requests; empty if it means nothing in this cluster. */
  Optional<List<Traffic.Sent>> stream(String traffic) {
    return streams.computeIfAbsent(traffic, this::send);
  }

  private Optional<List<Traffic.Sent>> send(String name) {
    TrafficText text = ground.traffic(name).orElse(null);
    if (text == null || workspace.course().isEmpty()) {
      return Optional.empty();
    }
    ProbeRequest request =
        new ProbeRequest(
            text.from(),
            text.to(),
            ProbeRequest.usualProtocol(text.to(), text.port()),
            text.port(),
            64,
            /* cold= */ false,
            /* seed= */ 0);
    List<Long> moments = Traffic.moments(text.fromMillis(), text.untilMillis(), text.everyMillis());
    try {
      return Optional.of(
          TrafficStream.send(workspace, request, Traffic.Use.NEW, moments, () -> true).sent());
    } catch (TargetException unknown) {
      return Optional.empty();
    }
  }
}
