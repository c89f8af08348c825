package dev.podlane.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The state of a room, and the rules by which it changes. */
class RoomTest {
  private static final RoomEvent.Asked FREE = new RoomEvent.Asked("", "", 3, "Why?");

  private static Room after(Room room, List<RoomEvent> events) {
    Room next = room;
    for (RoomEvent event : events) {
      next = event.in(next);
    }
    return next;
  }

  private static Room with(int members) {
    Room room = Room.empty();
    for (int i = 1; i <= members; i++) {
      room = after(room, Rules.join(room, "key" + i, 500));
    }
    return room;
  }

  private static String refusal(Runnable act) {
    return catchThrowableOfType(RefusedException.class, act::run).code();
  }

  @Test
  void oneAnswerEachThatCanBeChangedUntilItIsClosed() {
    Room open = after(with(3), Rules.ask(with(3), FREE));
    Room answered = after(open, Rules.answer(open, 1, 1, 2));
    Room changed = after(answered, Rules.answer(answered, 1, 1, 3));
    Room two = after(changed, Rules.answer(changed, 2, 1, 3));
    Room closed = after(two, Rules.close(two));

    assertThat(two.question().orElseThrow().counts()).containsExactly(0, 0, 2);
    assertThat(Rules.answer(two, 2, 1, 3)).as("the same answer is no event").isEmpty();
    assertThat(refusal(() -> Rules.answer(closed, 3, 1, 1))).isEqualTo("answered-late");
    assertThat(refusal(() -> Rules.answer(two, 3, 2, 1)))
        .as("another question")
        .isEqualTo("answered-late");
    assertThat(refusal(() -> Rules.answer(two, 3, 1, 4))).isEqualTo("choice");
    assertThat(after(closed, Rules.putAway(closed)).question()).isEmpty();
  }

  @Test
  void everyoneIsBroughtBackAndGoesOn() {
    Room room = with(2);
    Room alone = after(room, Rules.goAlone(room, 2, true));
    Room waiting = after(alone, Rules.pause(alone, true));

    Room brought = after(waiting, List.of(new RoomEvent.Summoned(1)));

    assertThat(alone.member(2).orElseThrow().alone()).isTrue();
    assertThat(brought.members()).noneMatch(Member::alone);
    assertThat(brought.paused()).isFalse();
    assertThat(brought.summons()).isEqualTo(1);
  }

  @Test
  void aStageIsShownOnlyWithConsent() {
    Room room = with(2);
    assertThat(refusal(() -> Rules.accept(room, 1, "cluster=c-1"))).isEqualTo("not-asked");

    Room invited = after(room, Rules.invite(room, 1));
    assertThat(refusal(() -> Rules.accept(invited, 2, "cluster=c-1"))).isEqualTo("not-asked");
    assertThat(refusal(() -> Rules.showAt(invited, 1, "cluster=c-1"))).isEqualTo("not-shown");

    Room shown = after(invited, Rules.accept(invited, 1, "cluster=c-1"));
    assertThat(shown.show()).isEqualTo(new Show(1, "cluster=c-1"));
    Room later = after(shown, Rules.showAt(shown, 1, "cluster=c-1&sent=1"));
    assertThat(later.show()).isEqualTo(new Show(1, "cluster=c-1&sent=1"));
    assertThat(after(later, Rules.decline(later, 2)).show()).isNotNull();
    assertThat(after(later, Rules.decline(later, 1)).show()).isNull();
    assertThat(refusal(() -> Rules.invite(room, 3))).isEqualTo("member");
  }

  @Test
  void linksAreAddressesAndNothingElse() {
    for (String link : List.of("", "a b", "<script>", "x\ty", "lesson=ä", "a".repeat(2_001))) {
      assertThat(refusal(() -> Rules.move(with(1), link))).as(link).isEqualTo("link");
    }
    assertThat(refusal(() -> Rules.ask(with(1), new RoomEvent.Asked("", "", 3, "a\tb"))))
        .isEqualTo("text");
    assertThat(refusal(() -> Rules.join(with(3), "k", 3))).isEqualTo("full");
  }

  @Test
  void theFewestEditsOfAPassCount() {
    Room room = after(with(1), List.of(new RoomEvent.Passed(1, "no-row", 4)));

    assertThat(Rules.pass(room, 1, "no-row", 5)).isEmpty();
    assertThat(after(room, Rules.pass(room, 1, "no-row", 2)).member(1).orElseThrow().passed())
        .containsEntry("no-row", 2);
  }

  /** Whatever happens, the lines bring it back, and so does the shortened log. */
  @Test
  void aLogTellsTheSameRoomHoweverItIsWritten() {
    Random random = new Random(11);
    List<Function<Room, List<RoomEvent>>> acts =
        List.of(
            room -> Rules.move(room, "lesson=gateway&page=" + (1 + random.nextInt(9))),
            room -> Rules.pause(room, random.nextBoolean()),
            room -> Rules.name(room, random.nextBoolean()),
            room -> Rules.ask(room, new RoomEvent.Asked("gateway", "next", 3, "")),
            room -> Rules.ask(room, FREE),
            Rules::close,
            room -> Rules.reveal(room, random.nextInt(3)),
            Rules::putAway,
            room -> Rules.handOut(room, "c" + random.nextInt(4)),
            room -> Rules.invite(room, 1 + random.nextInt(5)),
            room -> Rules.accept(room, 1 + random.nextInt(5), "cluster=c-1"),
            room -> Rules.showAt(room, 1 + random.nextInt(5), "cluster=c-2"),
            Rules::endShow,
            room -> Rules.join(room, "k" + room.members().size(), 30),
            room -> Rules.goAlone(room, 1 + random.nextInt(5), random.nextBoolean()),
            room ->
                Rules.answer(
                    room, 1 + random.nextInt(5), room.questions().size(), 1 + random.nextInt(3)),
            room -> Rules.begin(1 + random.nextInt(5), "challenge.c1", "c-x"),
            room -> Rules.pass(room, 1 + random.nextInt(5), "c1", random.nextInt(9)),
            room -> List.of(new RoomEvent.Summoned(1)));
    Room room = with(5);
    List<RoomEvent> log = new ArrayList<>();
    int happened = 0;
    for (int i = 0; i < 3_000; i++) {
      try {
        List<RoomEvent> events = acts.get(random.nextInt(acts.size())).apply(room);
        happened += events.size();
        log.addAll(events);
        room = after(room, events);
      } catch (RefusedException refused) {
        assertThat(refused.code()).isNotBlank();
      }
    }

    assertThat(happened).isGreaterThan(1_000);
    assertThat(after(with(5), log.stream().map(RoomEvent::line).map(Lines::read).toList()))
        .isEqualTo(room);
    assertThat(after(Room.empty(), Lines.shortest(room))).isEqualTo(room);
    assertThat(Lines.shortest(room)).hasSizeLessThan(happened);
  }
}
