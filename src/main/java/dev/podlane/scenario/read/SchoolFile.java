package dev.podlane.scenario.read;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Fields;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Documents;
import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Exam;
import dev.podlane.scenario.lesson.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The contents of a file: lessons, challenges and exams, or the problems for which they cannot be
 * used.
 *
 * @param problems errors, each with file, line and field
 */
public record SchoolFile(
    List<Lesson> lessons, List<Challenge> challenges, List<Exam> exams, List<Problem> problems) {
  /** Most characters of a file. */
  public static final int LONGEST = 400_000;

  private static final Limits LIMITS = new Limits(LONGEST, 40, 1 << 26, 10_000, 100);
  private static final String VERSION = "podlane.dev/v1";
  private static final Map<String, String[]> KINDS =
      Map.of(
          "Lesson", LessonReader.SPEC, "Challenge", ChallengeReader.SPEC, "Exam", ExamReader.SPEC);
  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?");

  public SchoolFile {
    lessons = List.copyOf(lessons);
    challenges = List.copyOf(challenges);
    exams = List.copyOf(exams);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a text of YAML documents.
   *
   * @param file its name, for problems
   * @param origin empty if it is built in, else the file's name
   */
  public static SchoolFile read(String file, String origin, String text) {
    List<Document> documents;
    try {
      documents = Documents.parse(file, text, LIMITS);
    } catch (DocumentException unreadable) {
      return new SchoolFile(List.of(), List.of(), List.of(), unreadable.problems());
    }
    List<Lesson> lessons = new ArrayList<>();
    List<Challenge> challenges = new ArrayList<>();
    List<Exam> exams = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Columns columns = new Columns(text);
    for (Document document : documents) {
      List<Problem> wrong = new ArrayList<>(document.problems());
      Optional<Object> found = object(document, origin, columns, wrong);
      if (wrong.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
        problems.addAll(wrong);
      } else if (found.orElse(null) instanceof Lesson lesson) {
        lessons.add(lesson);
      } else if (found.orElse(null) instanceof Challenge challenge) {
        challenges.add(challenge);
      } else if (found.orElse(null) instanceof Exam exam) {
        exams.add(exam);
      }
    }
    return new SchoolFile(lessons, challenges, exams, problems);
  }

  private static Optional<Object> object(
      Document document, String origin, Columns columns, List<Problem> problems) {
    if (!(document.root() instanceof MapValue map)) {
      problems.add(Problem.error(document.place(), "lesson.no-object"));
      return Optional.empty();
    }
    Fields fields = Fields.of(document.place(), map, problems::add);
    Sheet root = Sheet.of(fields, columns, "apiVersion", "kind", "metadata", "spec");
    String kind = root.text("kind");
    if (!root.text("apiVersion").equals(VERSION) || !KINDS.containsKey(kind)) {
      root.error("kind", "kind", kind);
      return Optional.empty();
    }
    String id = root.map("metadata", "name").map(meta -> meta.text("name")).orElse("");
    if (!ID.matcher(id).matches()) {
      root.error("metadata", "id", id);
    }
    Optional<Sheet> spec = root.map("spec", KINDS.getOrDefault(kind, new String[0]));
    if (spec.isEmpty()) {
      root.error("spec", "missing", "spec");
      return Optional.empty();
    }
    return Optional.of(
        switch (kind) {
          case "Lesson" -> new LessonReader(spec.get()).read(id, origin);
          case "Exam" -> new ExamReader(spec.get()).read(id, origin);
          default -> new ChallengeReader(spec.get()).read(id, origin);
        });
  }
}
