package dev.podlane.school;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Stages;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lesson ready for many learners: computed once, its opened clusters kept as long as memory
 * allows. Thread-safe.
 */
public final class Desk {
  private final Lesson lesson;
  private final Map<String, Answered> answers = new HashMap<>();
  private SoftReference<LessonRun> opened = new SoftReference<>(null);
  private @Nullable List<Shown> pages;
  private @Nullable List<Review.Flaw> flaws;

  public Desk(Lesson lesson) {
    this.lesson = lesson;
  }

  /** The lesson. */
  public Lesson lesson() {
    return lesson;
  }

  /**
   * A page with everything filled in.
   *
   * @param page the page as it is written
   * @param probe name of the probe whose walk is shown; null for none
   * @param result result at its sender; null for no probe, if it cannot be sent, or if it depends
   *     on the task of the page before
   * @param stop the step at which the walk stands; null for none
   * @param expected conditions of the page with their values
   * @param output output of its command; null for no command
   * @param offers edits that are offered, right and wrong, as events
   * @param changes edits of the lesson on this page, as events
   * @param sides two walks side by side; null for none
   */
  public record Shown(
      int number,
      Page page,
      Said say,
      @Nullable String probe,
      @Nullable String result,
      Stages.@Nullable Found stop,
      List<Expected> expected,
      @Nullable String output,
      List<Event> offers,
      List<Event> changes,
      @Nullable Aside sides) {
    public Shown {
      expected = List.copyOf(expected);
      offers = List.copyOf(offers);
      changes = List.copyOf(changes);
    }
  }

  /** A condition with its values, and true if it is known to hold. */
  public record Expected(String values, boolean holds) {}

  /**
   * The answers to a question.
   *
   * @param right place of the choice that is true, from 0; -1 if the engine does not know
   * @param worlds for each choice the cluster in which it is true; null where there is none
   */
  public record Answered(int right, List<@Nullable World> worlds) {
    public Answered {
      worlds = Collections.unmodifiableList(new ArrayList<>(worlds));
    }
  }

  /**
   * A cluster in which a choice is true.
   *
   * @param edits changes that lead to it, as events
   * @param result result of the question's probe there; null for no probe
   */
  public record World(List<Event> edits, @Nullable String result) {
    public World {
      edits = List.copyOf(edits);
    }
  }

  private LessonRun run() {
    LessonRun run = opened.get();
    if (run == null) {
      run = LessonRun.of(lesson);
      opened = new SoftReference<>(run);
    }
    return run;
  }

  /** All pages. */
  public synchronized List<Shown> pages() {
    List<Shown> known = pages;
    if (known == null) {
      known = run().stands().stream().map(this::shown).toList();
      pages = known;
    }
    return known;
  }

  /** The things that do not hold; none if the lesson is as it says. */
  public synchronized List<Review.Flaw> flaws() {
    List<Review.Flaw> known = flaws;
    if (known == null) {
      known = Review.of(run());
      flaws = known;
    }
    return known;
  }

  private Shown shown(Stand stand) {
    Page page = stand.page();
    Task task = page.task();
    String probe = stand.probe();
    Page.Shown command = page.command();
    int before = stand.number() == 1 ? lesson.ground().edits().size() : own(stand.number() - 1);
    return new Shown(
        stand.number(),
        page,
        Said.of(page.say(), stand.facts()),
        probe,
        probe == null || !left(stand).isEmpty() ? null : Results.text(stand.walks().of(probe)),
        stand.stop(),
        page.expect().stream()
            .map(each -> new Expected(values(stand, each), stand.facts().holds(each)))
            .toList(),
        command == null ? null : Shell.output(stand, command),
        task == null ? List.of() : Offers.of(lesson.id(), stand, task),
        stand.own().subList(Math.min(before, stand.own().size()), stand.own().size()),
        Aside.of(stand));
  }

  private int own(int number) {
    return run().stand(number).map(each -> each.own().size()).orElse(0);
  }

  private static List<Event> events(Workspace place, List<Change> changes) {
    return Events.all(place, changes);
  }

  private static String values(Stand stand, Term term) {
    return Values.text(stand.facts(), term);
  }

  /** The answers to a question; empty if the lesson asks no such. */
  public synchronized Optional<Answered> answers(String question) {
    Answered known = answers.get(question);
    if (known == null) {
      Stand stand = run().asking(question).orElse(null);
      Ask ask = stand == null ? null : stand.page().ask();
      if (stand == null || ask == null) {
        return Optional.empty();
      }
      known = answered(stand, ask);
      answers.put(question, known);
    }
    return Optional.of(known);
  }

  private Answered answered(Stand stand, Ask ask) {
    List<Integer> right = run().pose(stand, ask, List.of()).right();
    List<@Nullable World> worlds = new ArrayList<>();
    for (Ask.Choice choice : ask.choices()) {
      List<Change> edits = choice.world();
      worlds.add(edits == null ? null : world(stand, ask, edits));
    }
    return new Answered(right.size() == 1 ? right.get(0) : -1, worlds);
  }

  private World world(Stand stand, Ask ask, List<Change> edits) {
    Posed there = run().pose(stand, ask, edits);
    String probe = there.probe();
    int before = stand.own().size();
    return new World(
        there.events().subList(before, there.events().size()),
        probe == null ? null : Results.text(there.walks().of(probe)));
  }

  /**
   * Judges placements of a task of sorting; empty if the lesson has no such.
   *
   * @param placed places by the ids of items
   */
  public synchronized Optional<Sorter.Sorted> sorted(String task, Map<String, String> placed) {
    return run().sorting(task).map(sorter -> sorter.judged(placed));
  }

  /**
   * A cluster of one side of a page; empty if there is none.
   *
   * @param side one of {@link Beside#SIDES}
   */
  public synchronized Optional<Begun> side(int page, String side) {
    return run()
        .stand(page)
        .map(Stand::sides)
        .map(
            sides -> {
              Ground own = sides.half(side).walks().ground();
              return new Begun(own.documents(), sides.half(side).events());
            });
  }

  /** Documents and everything that happened to them. */
  public record Begun(String documents, List<Event> events) {
    public Begun {
      events = List.copyOf(events);
    }
  }

  /** Checks a page's task in a learner's cluster; empty if the page has none. */
  public synchronized Optional<LessonChecks.Checked> check(int page, Workspace learner) {
    Stand stand = run().stand(page).orElse(null);
    Task task = stand == null ? null : stand.page().task();
    return stand == null || task == null
        ? Optional.empty()
        : Optional.of(new LessonChecks(run()).check(stand, task, learner));
  }

  /**
   * Everything that happened to the lesson's documents up to a page, with what the task before it
   * leaves behind; empty if there is none.
   */
  public synchronized Optional<List<Event>> events(int page) {
    return page == 0
        ? Optional.of(
            events(Workspace.open("", lesson.ground().documents()), lesson.ground().edits()))
        : run()
            .stand(page)
            .map(
                stand -> {
                  List<Event> all = new ArrayList<>(stand.own());
                  all.addAll(left(stand));
                  return all;
                });
  }

  /**
   * The edits that the task of the page before leaves, as it offers them; none if it leaves none.
   */
  private List<Event> left(Stand stand) {
    Stand earlier = run().stand(stand.number() - 1).orElse(null);
    Task task = earlier == null ? null : earlier.page().task();
    return earlier == null || task == null || task.undo() ? List.of() : Offers.right(earlier, task);
  }

  /**
   * Everything that happened in the cluster of a question.
   *
   * @param choice place of the choice whose world is meant, from 0; -1 for the lesson's own
   */
  public synchronized Optional<List<Event>> events(String question, int choice) {
    Stand stand = run().asking(question).orElse(null);
    Ask ask = stand == null ? null : stand.page().ask();
    if (stand == null || ask == null || choice >= ask.choices().size()) {
      return Optional.empty();
    }
    List<Change> world = choice < 0 ? List.<Change>of() : ask.choices().get(choice).world();
    return world == null ? Optional.empty() : Optional.of(run().pose(stand, ask, world).events());
  }
}
