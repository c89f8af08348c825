package dev.podlane.answer.trace;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.SeenPacketView;
import dev.podlane.answer.TraceView.SeenTableView;
import dev.podlane.answer.TraceView.StepView;
import dev.podlane.answer.evidence.Evidence;
import dev.podlane.answer.sentence.StepFields;
import dev.podlane.answer.sentence.StepVariants;
import dev.podlane.answer.sentence.StepWords;
import dev.podlane.console.ProofCommand;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Skb;
import dev.podlane.trace.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the views of steps. */
final class StepViews {
  /** The number of entries of a list that are told below full detail. */
  private static final int ENTRIES = 10;

  private final StepWords words;
  private final Evidence evidence;
  private final Shells shells;

  StepViews(StepWords words, Evidence evidence, Shells shells) {
    this.words = words;
    this.evidence = evidence;
    this.shells = shells;
  }

  /**
   * A step.
   *
   * @param detail level of detail
   * @param refs receives its packets and tables; null to write them in the step itself
   */
  StepView view(Hop hop, int index, Step.Level level, Detail detail, @Nullable Refs refs) {
    Hop.StepRecord stepRecord = hop.steps().get(index);
    Step step = stepRecord.step();
    Map<String, Object> fields = StepFields.of(step);
    return new StepView(
        index,
        stepRecord.seq(),
        step.getClass().getSimpleName(),
        StepVariants.lower(level),
        step.device(),
        words.sentence(hop, step),
        detail.isWhole() ? fields : shortened(fields),
        seen(stepRecord.before(), refs),
        seen(stepRecord.after(), refs),
        detail.isWhole() ? tables(hop, step, refs) : null,
        proof(hop, step));
  }

  private static @Nullable SeenPacketView seen(@Nullable Skb packet, @Nullable Refs refs) {
    return refs == null ? Packets.view(packet) : refs.packet(packet);
  }

  private List<SeenTableView> tables(Hop hop, Step step, @Nullable Refs refs) {
    List<EvidenceView> tables = evidence.of(hop, step);
    return refs == null
        ? List.copyOf(tables)
        : tables.stream().<SeenTableView>map(refs::table).toList();
  }

  /** A flood has a port for every pod of a node. */
  private static Map<String, Object> shortened(Map<String, Object> fields) {
    Map<String, Object> shortened = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof List<?> list && list.size() > ENTRIES) {
            shortened.put(name, list.subList(0, ENTRIES));
            shortened.put(name + "Omitted", list.size() - ENTRIES);
          } else {
            shortened.put(name, value);
          }
        });
    return shortened;
  }

  private @Nullable String proof(Hop hop, Step step) {
    ProofCommand command = Proofs.of(hop, step);
    return command == null ? null : shells.command(command);
  }
}
