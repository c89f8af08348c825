package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.List;
import java.util.function.Function;

/** A sentence whose numbers may be computed: text and expressions in turn. */
public record Phrase(List<Part> parts) {
  public Phrase {
    parts = List.copyOf(parts);
  }

  /** A part of a sentence. */
  public sealed interface Part {}

  /** Words as they are written. */
  public record Written(String text) implements Part {}

  /** A value that is filled in. */
  public record Hole(Term term) implements Part {}

  /** Returns the sentence with its values. */
  public String filled(Function<Term, String> values) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part instanceof Hole hole ? values.apply(hole.term()) : ((Written) part).text());
    }
    return text.toString();
  }

  /** The words alone. */
  public String plain() {
    return filled(term -> "0");
  }
}
