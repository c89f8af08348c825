package dev.podlane.classroom;

import dev.podlane.classroom.Question.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state of a room. It holds no clock, no names and no secrets: of a key only its digest.
 *
 * @param link the page the teacher shows, as the part of its address behind {@code #}
 * @param named true if members are shown by names of the word list
 * @param paused true while the class is to wait
 * @param summons number of times everyone was brought to the teacher's page
 * @param members in the order of joining
 * @param questions in the order of asking
 * @param challenges ids of those handed out, in order
 * @param show the member's stage that is shown or asked for, null if none
 */
public record Room(
    String link,
    boolean named,
    boolean paused,
    int summons,
    List<Member> members,
    List<Question> questions,
    List<String> challenges,
    @Nullable Show show) {

  public Room {
    members = List.copyOf(members);
    questions = List.copyOf(questions);
    challenges = List.copyOf(challenges);
  }

  /** A room in which nothing has happened yet. */
  public static Room empty() {
    return new Room("", false, false, 0, List.of(), List.of(), List.of(), null);
  }

  /** The question that the class sees. */
  public Optional<Question> question() {
    return questions.isEmpty()
        ? Optional.empty()
        : Optional.of(questions.get(questions.size() - 1))
            .filter(last -> last.stage() != Stage.AWAY);
  }

  /** The member with that number. */
  public Optional<Member> member(int number) {
    return number >= 1 && number <= members.size()
        ? Optional.of(members.get(number - 1))
        : Optional.empty();
  }

  /** Number of the clusters of all members. */
  public int clusters() {
    return members.stream().mapToInt(each -> each.clusters().size()).sum();
  }

  Room movedTo(String to) {
    return new Room(to, named, paused, summons, members, questions, challenges, show);
  }

  Room summoned(int times) {
    List<Member> all = members.stream().map(each -> each.alone(false)).toList();
    return new Room(link, named, false, summons + times, all, questions, challenges, show);
  }

  Room paused(boolean on) {
    return new Room(link, named, on, summons, members, questions, challenges, show);
  }

  Room named(boolean on) {
    return new Room(link, on, paused, summons, members, questions, challenges, show);
  }

  Room joined(String key) {
    return withMembers(added(members, Member.joined(members.size() + 1, key)));
  }

  Room asked(RoomEvent.Asked asked) {
    Question next = new Question(questions.size() + 1, asked, Map.of(), Stage.OPEN, 0);
    return withQuestions(added(questions, next));
  }

  /** A challenge handed out again is the last one again. */
  Room handedOut(String challenge) {
    List<String> others = challenges.stream().filter(each -> !each.equals(challenge)).toList();
    return new Room(
        link, named, paused, summons, members, questions, added(others, challenge), show);
  }

  Room shownAt(String at) {
    return show == null ? this : showing(new Show(show.member(), at));
  }

  Room showing(@Nullable Show next) {
    return new Room(link, named, paused, summons, members, questions, challenges, next);
  }

  private Room withMembers(List<Member> all) {
    return new Room(link, named, paused, summons, all, questions, challenges, show);
  }

  private Room withQuestions(List<Question> all) {
    return new Room(link, named, paused, summons, members, all, challenges, show);
  }

  Room withMember(int number, UnaryOperator<Member> change) {
    return withMembers(
        members.stream().map(each -> each.number() == number ? change.apply(each) : each).toList());
  }

  Room withQuestion(UnaryOperator<Question> change) {
    int last = questions.size() - 1;
    if (last < 0) {
      return this;
    }
    List<Question> all = new ArrayList<>(questions);
    all.set(last, change.apply(all.get(last)));
    return withQuestions(all);
  }

  private static <T> List<T> added(List<T> to, T one) {
    List<T> all = new ArrayList<>(to);
    all.add(one);
    return all;
  }
}
