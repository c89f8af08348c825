package dev.podlane.web.library;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.read.School;
import dev.podlane.school.ChallengeRun;
import dev.podlane.school.Desk;
import dev.podlane.school.ExamRun;
import dev.podlane.workspace.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lessons and challenges, those of the teacher's directory {@code podlane.lessons.dir} among them,
 * which is read again when a file there changes. Each state of a lesson is a cluster that can be
 * looked at by its id: {@code lesson.ID}, {@code lesson.ID.pN} at a page and {@code
 * lesson.ID.pN.left} or {@code right} at one with two sides, {@code lesson.ID.q.QUESTION} at a
 * question, {@code lesson.ID.q.QUESTION.N} where choice N is true; {@code exam.ID.FORM} is that of
 * an exam.
 */
@Component
public class Schoolroom {
  private static final Pattern STAGE =
      Pattern.compile(
          "(lesson|challenge)\\.([a-z0-9-]{1,62})"
              + "(?:\\.p([0-9]{1,3})(?:\\.(left|right))?|\\.q\\.([A-Za-z0-9-]{1,60})(?:\\.([1-9]))?)?");

  private static final Pattern EXAM =
      Pattern.compile("exam\\.([a-z0-9-]{1,62})\\.([a-z0-9-]{1,62})");

  private final School builtIn = School.builtIn();
  private final String directory;
  private School school = builtIn;
  private String stamp = "";
  private Map<String, Desk> desks = new ConcurrentHashMap<>();
  private Map<String, ChallengeRun> challenges = new ConcurrentHashMap<>();
  private Map<String, ExamRun> exams = new ConcurrentHashMap<>();

  /** A room with the lessons of a directory; none if its name is empty. */
  public Schoolroom(@Value("${podlane.lessons.dir:}") String directory) {
    this.directory = directory.strip();
  }

  /**
   * A state of a lesson or challenge: its documents and everything that happened to them.
   *
   * @param title the id of the lesson or challenge
   */
  record Stage(String title, String documents, List<Event> events) {
    Stage {
      events = List.copyOf(events);
    }

    /** Tells it from one whose file said something else. */
    long version() {
      return Integer.toUnsignedLong(31 * documents.hashCode() + events.hashCode());
    }
  }

  /** All lessons and challenges as the files say now. */
  public synchronized School school() {
    if (!directory.isEmpty()) {
      String now = stamp(Path.of(directory));
      if (!now.equals(stamp)) {
        stamp = now;
        school = read();
        desks = new ConcurrentHashMap<>();
        challenges = new ConcurrentHashMap<>();
        exams = new ConcurrentHashMap<>();
      }
    }
    return school;
  }

  private School read() {
    try {
      return builtIn.with(Path.of(directory));
    } catch (IOException unreadable) {
      Place place = new Place(directory, 0, 0, "");
      List<Problem> problems = new ArrayList<>(builtIn.problems());
      problems.add(Problem.error(place, "lesson.directory", directory));
      return new School(builtIn.lessons(), builtIn.challenges(), builtIn.exams(), problems);
    }
  }

  /** Names, sizes and times of the files, or that there is no directory. */
  private static String stamp(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.sorted().limit(1_000).toList()) {
        all.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
        all.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
      }
      return all.toString();
    } catch (IOException unreadable) {
      return "none";
    }
  }

  /** A lesson's desk; empty if there is no such lesson. */
  public Optional<Desk> lesson(String id) {
    Optional<Lesson> lesson = school().lesson(id);
    return lesson.map(found -> desks.computeIfAbsent(id, any -> new Desk(found)));
  }

  /** A challenge in its broken cluster; empty if there is no such challenge. */
  public Optional<ChallengeRun> challenge(String id) {
    Optional<Challenge> challenge = school().challenge(id);
    return challenge.map(found -> challenges.computeIfAbsent(id, any -> ChallengeRun.of(found)));
  }

  /** One form of an exam, computed; empty if there is no such exam, or no such form. */
  public Optional<ExamRun> exam(String id, String form) {
    return school()
        .exam(id)
        .flatMap(exam -> exam.form(form))
        .map(found -> exams.computeIfAbsent(id + "." + form, any -> ExamRun.of(found)));
  }

  /** Returns true if an id is the form of a lesson's or challenge's cluster. */
  static boolean isStage(String id) {
    return STAGE.matcher(id).matches() || EXAM.matcher(id).matches();
  }

  /** The state of that id; empty if there is none. */
  Optional<Stage> stage(String id) {
    Matcher exam = EXAM.matcher(id);
    if (exam.matches()) {
      return exam(exam.group(1), exam.group(2))
          .map(run -> new Stage(id, run.form().ground().documents(), run.given()));
    }
    Matcher parts = STAGE.matcher(id);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String name = parts.group(2);
    if (parts.group(1).equals("challenge")) {
      return parts.group(3) != null || parts.group(5) != null
          ? Optional.empty()
          : challenge(name)
              .map(run -> new Stage(name, run.challenge().ground().documents(), run.given()));
    }
    String side = parts.group(4);
    if (side != null) {
      return lesson(name)
          .flatMap(desk -> desk.side(Integer.parseInt(parts.group(3)), side))
          .map(begun -> new Stage(name, begun.documents(), begun.events()));
    }
    return lesson(name)
        .flatMap(
            desk ->
                events(desk, parts)
                    .map(all -> new Stage(name, desk.lesson().ground().documents(), all)));
  }

  private static Optional<List<Event>> events(Desk desk, Matcher parts) {
    String question = parts.group(5);
    if (question != null) {
      String choice = parts.group(6);
      return desk.events(question, choice == null ? -1 : Integer.parseInt(choice) - 1);
    }
    return desk.events(parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)));
  }
}
