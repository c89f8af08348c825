package dev.podlane.school;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Exam;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One form of an exam, computed once: which choice of each question is true, and the outputs beside
 * them. Thread-safe.
 */
public final class ExamRun {
  private final Exam.Form form;
  private final List<Event> given;
  private final List<Question> questions;
  private final ExamPlan plan;

  private ExamRun(Exam.Form form, List<Event> given, List<Question> questions, ExamPlan plan) {
    this.form = form;
    this.given = List.copyOf(given);
    this.questions = List.copyOf(questions);
    this.plan = plan;
  }

  /**
   * A question with its answer.
   *
   * @param right place of the choice that is true, from 0; -1 if not exactly one is
   * @param output output of its command, before the question's edits; null for none
   * @param refused words of a tool that refused an edit; null if none did
   */
  public record Question(
      Exam.Item item, int right, @Nullable String output, @Nullable String refused) {}

  /**
   * An answer to a question.
   *
   * @param choice place of the choice, from 0; -1 for none
   */
  public record Marked(Question question, int choice) {
    /** True if it was the right one. */
    public boolean isRight() {
      return choice >= 0 && choice == question.right();
    }
  }

  /** Opens a form's cluster and asks the engine every question. */
  public static ExamRun of(Exam.Form form) {
    Workspace opened = Workspace.open("", form.ground().documents());
    Events.After begun = Events.apply(opened, form.ground().edits());
    Walks start = new Walks(begun.workspace(), form.ground());
    List<Question> questions = new ArrayList<>();
    for (Exam.Item item : form.items()) {
      Ask ask = item.ask();
      Events.After after = Events.apply(begun.workspace(), ask.edits());
      Walks walks = new Walks(after.workspace(), form.ground());
      List<Integer> right = new Posed(ask, walks, ask.walk(), List.of(), null).right();
      String refused = begun.refused() == null ? after.refused() : begun.refused();
      String output =
          item.command() == null ? null : Shell.output(start, null, null, item.command());
      questions.add(new Question(item, right.size() == 1 ? right.get(0) : -1, output, refused));
    }
    return new ExamRun(
        form, Events.all(opened, form.ground().edits()), questions, ExamPlan.of(begun.workspace()));
  }

  /** The form. */
  public Exam.Form form() {
    return form;
  }

  /** Its questions in order. */
  public List<Question> questions() {
    return questions;
  }

  /** The parts of its cluster, before the first question. */
  public ExamPlan plan() {
    return plan;
  }

  /** Events before the first question. */
  public List<Event> given() {
    return given;
  }

  /** The question of an id. */
  public Optional<Question> question(String id) {
    return questions.stream().filter(each -> each.item().ask().id().equals(id)).findFirst();
  }

  /**
   * Marks answers.
   *
   * @param choices places of choices from 0, by the ids of questions
   */
  public List<Marked> marked(Map<String, Integer> choices) {
    return questions.stream()
        .map(each -> new Marked(each, choices.getOrDefault(each.item().ask().id(), -1)))
        .toList();
  }
}
