package dev.podlane.web.api;

import dev.podlane.classroom.Room;
import dev.podlane.classroom.RoomEvent;
import dev.podlane.classroom.Rules;
import dev.podlane.school.Desk;
import dev.podlane.web.api.RoomBodies.ActBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Schoolroom;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The events that an act leads to. */
@Component
class RoomActs {
  private final Schoolroom school;
  private final WalkPlaces places;

  RoomActs(Schoolroom school, WalkPlaces places) {
    this.school = school;
    this.places = places;
  }

  /**
   * The change of a room by an act.
   *
   * @param now the room, for what has to be computed before it is changed
   * @param member number of the member who does it, 0 for the teacher
   */
  Function<Room, List<RoomEvent>> change(Room now, ActBody body, int member) {
    return switch (required("act", body.act())) {
      case SHOW -> room -> Rules.move(room, required("link", body.link()));
      case BRING -> room -> List.of(new RoomEvent.Summoned(1));
      case PAUSE -> room -> Rules.pause(room, true);
      case RESUME -> room -> Rules.pause(room, false);
      case NAMES -> room -> Rules.name(room, true);
      case NUMBERS -> room -> Rules.name(room, false);
      case ASK -> ask(body);
      case CLOSE -> Rules::close;
      case REVEAL -> reveal(now, body);
      case CLEAR -> Rules::putAway;
      case HAND -> handOut(required("challenge", body.challenge()));
      case INVITE -> room -> Rules.invite(room, required("member", body.member()));
      case UNSHOW -> Rules::endShow;
      case ANSWER -> answer(body, member);
      case FOLLOW -> room -> Rules.goAlone(room, member, false);
      case LEAVE -> room -> Rules.goAlone(room, member, true);
      case ACCEPT -> room -> Rules.accept(room, member, required("link", body.link()));
      case DECLINE -> room -> Rules.decline(room, member);
      case AT -> room -> Rules.showAt(room, member, required("link", body.link()));
    };
  }

  private Function<Room, List<RoomEvent>> ask(ActBody body) {
    String text = body.text() == null ? "" : body.text().strip();
    RoomEvent.Asked asked;
    if (body.lesson() == null) {
      asked = new RoomEvent.Asked("", "", required("choices", body.choices()), text);
    } else {
      String question = required("question", body.question());
      int choices =
          desk(body.lesson())
              .flatMap(desk -> asks(desk, question))
              .orElseThrow(
                  () ->
                      new ApiException(
                          ProblemKind.INVALID_FIELDS,
                          Fault.field("api.lesson.question", "question", question)));
      asked = new RoomEvent.Asked(body.lesson(), question, choices, "");
    }
    return room -> Rules.ask(room, asked);
  }

  private static Optional<Integer> asks(Desk desk, String question) {
    return Optional.ofNullable(LessonAnswers.question(desk.lesson(), question))
        .map(ask -> ask.choices().size());
  }

  private Optional<Desk> desk(String lesson) {
    return school.lesson(lesson);
  }

  /** The engine says which choice of a lesson's question is true; of a free one the teacher may. */
  private Function<Room, List<RoomEvent>> reveal(Room now, ActBody body) {
    int right =
        now.question()
            .filter(each -> !each.asked().lesson().isEmpty())
            .map(each -> right(each.asked()))
            .orElse(body.right() == null ? 0 : body.right());
    return room -> Rules.reveal(room, right);
  }

  private int right(RoomEvent.Asked asked) {
    WalkPlaces.Place place = places.enter();
    try {
      return desk(asked.lesson())
          .flatMap(desk -> desk.answers(asked.question()))
          .map(answered -> answered.right() + 1)
          .orElse(0);
    } finally {
      place.close();
    }
  }

  private Function<Room, List<RoomEvent>> handOut(String challenge) {
    if (school.challenge(challenge).isEmpty()) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.challenge.unknown", challenge));
    }
    return room -> Rules.handOut(room, challenge);
  }

  private static Function<Room, List<RoomEvent>> answer(ActBody body, int member) {
    int number = required("number", body.number());
    int choice = required("choice", body.choice());
    return room -> Rules.answer(room, member, number, choice);
  }

  private static <T> T required(String field, @Nullable T given) {
    if (given == null) {
      throw EditBody.missing(field);
    }
    return given;
  }
}
