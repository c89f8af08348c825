package dev.podlane.scenario.read;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Exam;
import dev.podlane.scenario.lesson.Lesson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All lessons and challenges, in the order in which they are taught: those built in, listed in
 * {@code school/index.txt}, and those of a teacher's directory.
 *
 * @param problems of files that cannot be used; the others are there
 */
public record School(
    List<Lesson> lessons, List<Challenge> challenges, List<Exam> exams, List<Problem> problems) {
  private static final int MOST_FILES = 500;

  public School {
    lessons = List.copyOf(lessons);
    challenges = List.copyOf(challenges);
    exams = List.copyOf(exams);
    problems = List.copyOf(problems);
  }

  /** The built-in ones. */
  public static School builtIn() {
    Draft draft = new Draft();
    for (String line : SchoolResources.text("index.txt").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        draft.add(SchoolFile.read(line.strip(), "", SchoolResources.text(line.strip())));
      }
    }
    return draft.school();
  }

  /**
   * These and those of a directory, of which a lesson takes the place of a built-in one of the same
   * name. Files other than {@code .yaml} and {@code .yml} are left alone.
   *
   * @throws IOException if the directory cannot be listed
   */
  public School with(Path directory) throws IOException {
    Draft draft = new Draft();
    draft.add(new SchoolFile(lessons, challenges, exams, problems));
    for (Path file : files(directory)) {
      draft.add(read(file));
    }
    return draft.school();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml"))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    }
  }

  private static SchoolFile read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > 4L * SchoolFile.LONGEST) {
        return unusable(name, "lesson.file-too-long");
      }
      return SchoolFile.read(name, name, Files.readString(file));
    } catch (CharacterCodingException notUtf8) {
      return unusable(name, "lesson.file-not-utf8");
    } catch (IOException unreadable) {
      return unusable(name, "lesson.file-unreadable");
    }
  }

  private static SchoolFile unusable(String name, String code) {
    Problem problem = Problem.error(new Place(name, 0, 0, ""), code, name);
    return new SchoolFile(List.of(), List.of(), List.of(), List.of(problem));
  }

  /** The lesson of a name. */
  public Optional<Lesson> lesson(String id) {
    return lessons.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The challenge of a name. */
  public Optional<Challenge> challenge(String id) {
    return challenges.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The exam of a name. */
  public Optional<Exam> exam(String id) {
    return exams.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Everything read so far. */
  private static final class Draft {
    private final Map<String, Lesson> lessons = new LinkedHashMap<>();
    private final Map<String, Challenge> challenges = new LinkedHashMap<>();
    private final Map<String, Exam> exams = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private void add(SchoolFile file) {
      file.lessons().forEach(each -> lessons.put(each.id(), each));
      file.challenges().forEach(each -> challenges.put(each.id(), each));
      file.exams().forEach(each -> exams.put(each.id(), each));
      problems.addAll(file.problems());
    }

    private School school() {
      return new School(
          lessons.values().stream()
              .sorted(Comparator.comparingInt(Lesson::part).thenComparingInt(Lesson::order))
              .toList(),
          challenges.values().stream()
              .sorted(Comparator.comparingInt(Challenge::level).thenComparingInt(Challenge::order))
              .toList(),
          List.copyOf(exams.values()),
          problems);
    }
  }
}
