package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.classroom.Member;
import dev.podlane.classroom.Question;
import dev.podlane.classroom.Room;
import dev.podlane.classroom.Show;
import dev.podlane.web.access.Reach;
import dev.podlane.web.api.RoomDoor.Guest;
import dev.podlane.web.api.RoomViews.MemberView;
import dev.podlane.web.api.RoomViews.QuestionView;
import dev.podlane.web.api.RoomViews.RoomView;
import dev.podlane.web.api.RoomViews.ShowView;
import dev.podlane.web.api.RoomViews.StateView;
import dev.podlane.web.rooms.OpenRoom;
import dev.podlane.web.rooms.RoomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Describes rooms. */
@Component
class RoomAnswers implements RoomText {
  private static final String CHALLENGE = "challenge.";

  private final JsonMapper json;
  private final Reach reach;

  RoomAnswers(JsonMapper json, Reach reach) {
    this.json = json;
    this.reach = reach;
  }

  @Override
  public byte[] json(OpenRoom room, int here, int following) {
    return json.writeValueAsBytes(state(room, here, following, false));
  }

  /**
   * The state of a room.
   *
   * @param teacher true to tell the answers before they are revealed
   */
  StateView state(OpenRoom open, int here, int following, boolean teacher) {
    Room room = open.room();
    Map<String, Integer> passed = new TreeMap<>();
    for (Member member : room.members()) {
      member.passed().keySet().forEach(each -> passed.merge(each, 1, Integer::sum));
    }
    return new StateView(
        open.code(),
        open.seq(),
        room.link(),
        room.paused(),
        room.summons(),
        room.named(),
        room.members().size(),
        here,
        following,
        open.ends(),
        room.question().map(each -> question(each, teacher)).orElse(null),
        room.challenges(),
        passed,
        show(room.show()));
  }

  private static QuestionView question(Question question, boolean teacher) {
    boolean revealed = question.stage() == Question.Stage.REVEALED;
    return new QuestionView(
        question.number(),
        absentIfEmpty(question.asked().lesson()),
        absentIfEmpty(question.asked().question()),
        absentIfEmpty(question.asked().text()),
        question.asked().choices(),
        question.stage().name().toLowerCase(Locale.ROOT),
        question.answers().size(),
        revealed || teacher ? question.counts() : null,
        revealed && question.right() > 0 ? (Integer) question.right() : null);
  }

  private static @Nullable ShowView show(@Nullable Show show) {
    return show == null ? null : new ShowView(show.member(), absentIfEmpty(show.link()));
  }

  private static @Nullable String absentIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** A room as a guest may see it. */
  RoomView view(Guest guest, StateView state, Set<Integer> here, Localizer words) {
    OpenRoom open = guest.room();
    Member you = guest.member();
    Optional<String> url = url(open);
    boolean alone = guest.teacher() && url.isEmpty();
    return new RoomView(
        state,
        url.orElse(null),
        alone ? words.say("api.room.reach") : null,
        guest.teacher() ? members(open.room(), here, words) : null,
        you == null ? null : member(open.room(), you, here, words, true));
  }

  private static List<MemberView> members(Room room, Set<Integer> here, Localizer words) {
    return room.members().stream().map(each -> member(room, each, here, words, false)).toList();
  }

  private static MemberView member(
      Room room, Member member, Set<Integer> here, Localizer words, boolean own) {
    List<String> begun =
        member.clusters().keySet().stream()
            .filter(of -> of.startsWith(CHALLENGE))
            .map(of -> of.substring(CHALLENGE.length()))
            .toList();
    return new MemberView(
        member.number(),
        RoomNames.of(member.number(), words),
        here.contains(member.number()),
        member.alone(),
        room.question().map(each -> each.answers().get(member.number())).orElse(null),
        own ? member.clusters() : null,
        begun,
        member.passed());
  }

  /** The link by which others join; empty if none would work. */
  Optional<String> url(OpenRoom room) {
    return Optional.of(room.address())
        .filter(each -> !each.isEmpty() && reach.isStill(each))
        .map(each -> each + "/class/" + room.code());
  }

  /** Everyone's results, as comma-separated values (RFC 4180). None is text that somebody typed. */
  static String csv(Room room, Localizer words) {
    List<String> lines = new ArrayList<>();
    List<String> head = new ArrayList<>();
    head.add(words.say(room.named() ? "api.room.csv.name" : "api.room.csv.number"));
    head.addAll(room.challenges());
    room.questions()
        .forEach(each -> head.add(words.say("api.room.csv.question", "" + each.number())));
    lines.add(String.join(",", head));
    for (Member member : room.members()) {
      List<String> row = new ArrayList<>();
      int number = member.number();
      row.add(room.named() ? RoomNames.of(number, words) : Integer.toString(number));
      room.challenges().forEach(each -> row.add(cell(member.passed().get(each))));
      room.questions().forEach(each -> row.add(cell(each.answers().get(number))));
      lines.add(String.join(",", row));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String cell(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }
}
