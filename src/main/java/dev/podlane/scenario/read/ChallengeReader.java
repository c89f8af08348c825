package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.TermParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the {@code spec} of a challenge. */
final class ChallengeReader {
  static final String[] SPEC =
      Stream.concat(
              GroundReader.KEYS.stream(),
              Stream.of(
                  "level", "order", "title", "story", "fault", "red", "goal", "forbid", "hints",
                  "accept", "reject", "par", "teaches"))
          .toArray(String[]::new);

  private static final int HINTS = 3;

  private final Sheet spec;
  private final Ground ground;
  private final TermParser.Names names;

  ChallengeReader(Sheet spec) {
    this.spec = spec;
    this.ground = GroundReader.read(spec);
    this.names = new GroundNames(ground, List.of(), List.of());
  }

  Challenge read(String id, String origin) {
    return new Challenge(
        id,
        spec.number("level", 1, 4, 1),
        spec.number("order", 0, 1_000, 0),
        spec.words("title", names),
        spec.words("story", names),
        ground,
        ChangeReader.list(spec, "fault"),
        required("red", "probe", "say", "check").stream().map(this::symptom).toList(),
        required("goal", "say", "check").stream().map(this::goal).toList(),
        spec.texts("forbid"),
        hints(),
        ChangeReader.alternatives(spec, "accept"),
        ChangeReader.rejected(spec, "reject", names),
        spec.number("par", 1, 100, 1),
        spec.words("teaches", names),
        origin);
  }

  private List<Sheet> required(String key, String... known) {
    List<Sheet> found = spec.maps(key, known);
    if (found.isEmpty()) {
      spec.error(key, "missing", key);
    }
    return found;
  }

  private Challenge.Symptom symptom(Sheet sheet) {
    String probe = sheet.text("probe");
    if (sheet.has("probe") && ground.probe(probe).isEmpty()) {
      sheet.error("probe", "no-probe", probe);
    }
    Words say = sheet.words("say", names);
    return new Challenge.Symptom(probe, say, sheet.condition("check", names));
  }

  private Challenge.Goal goal(Sheet sheet) {
    Words say = sheet.words("say", names);
    return new Challenge.Goal(say, sheet.condition("check", names));
  }

  private List<Words> hints() {
    List<Words> found = new ArrayList<>();
    List<Sheet> written = spec.maps("hints", "say");
    written.forEach(each -> found.add(each.words("say", names)));
    if (written.size() != HINTS) {
      spec.error("hints", "hints", Integer.toString(written.size()));
    }
    return found;
  }
}
