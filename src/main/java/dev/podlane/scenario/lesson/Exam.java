package dev.podlane.scenario.lesson;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Questions to ask before a part of the lessons and again behind it, in forms of equal aim and
 * other numbers.
 *
 * @param id used in links
 * @param part the part of the lessons it is about
 * @param about a sentence for those who take it
 * @param forms each with all questions
 * @param origin the file it came from; empty if it is built in
 */
public record Exam(String id, int part, Words title, Words about, List<Form> forms, String origin) {
  public Exam {
    forms = List.copyOf(forms);
  }

  /** The form of an id. */
  public Optional<Form> form(String name) {
    return forms.stream().filter(each -> each.id().equals(name)).findFirst();
  }

  /**
   * One form.
   *
   * @param ground its cluster, which is no lesson's
   * @param items questions, in the form's own order
   * @param reveals false if those who take it are told only how many answers were right, so that a
   *     later form does not ask for what this one has told
   */
  public record Form(String id, Ground ground, List<Item> items, boolean reveals) {
    public Form {
      items = List.copyOf(items);
    }
  }

  /**
   * A question with its aim, which is the same in all forms.
   *
   * @param command a command whose output stands beside it; null for none
   */
  public record Item(Words aim, Ask ask, Page.@Nullable Shown command) {}
}
