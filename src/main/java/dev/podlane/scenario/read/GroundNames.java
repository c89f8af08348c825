package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.scenario.lesson.Stage;
import dev.podlane.scenario.lesson.TrafficText;
import dev.podlane.scenario.term.Parameter;
import dev.podlane.scenario.term.TermParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names that expressions of a file may use.
 *
 * @param pages ids of its pages
 * @param sides words for the two walks of a page; none if no page has two
 */
record GroundNames(Ground ground, List<String> pages, List<String> sides)
    implements TermParser.Names {
  /** The flows of a walk. */
  static final List<String> FLOWS =
      List.of("request", "reply", "error", "redirect", "arp", "connection");

  @Override
  public Optional<List<String>> of(Parameter parameter) {
    List<String> probes =
        Stream.concat(ground.probes().stream().map(ProbeText::name), sides.stream()).toList();
    return switch (parameter) {
      case PROBE -> Optional.of(probes);
      case WALK ->
          Optional.of(
              Stream.of(
                      FLOWS.stream(),
                      probes.stream(),
                      probes.stream().flatMap(p -> FLOWS.stream().map(f -> p + "." + f)))
                  .flatMap(each -> each)
                  .toList());
      case STAGE -> Optional.of(Stage.words());
      case DIRECTION -> Optional.of(List.of("in", "out"));
      case GROUP -> Optional.of(List.copyOf(ground.groups().keySet()));
      case PAGE -> Optional.of(pages);
      case TRAFFIC -> Optional.of(ground.traffics().stream().map(TrafficText::name).toList());
      case PROTOCOL -> Optional.of(List.of("tcp", "udp"));
      case PLACE, PREFIX, NAME, NUMBER -> Optional.empty();
    };
  }
}
