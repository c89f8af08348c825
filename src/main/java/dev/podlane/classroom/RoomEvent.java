package dev.podlane.classroom;

/** Something that happened in a room, allowed by {@link Rules}. */
public sealed interface RoomEvent {
  /** The room after it; one that names nothing has no effect. */
  Room in(Room room);

  /** Its line in the log, as {@link Lines} reads it. */
  String line();

  /** The teacher shows something else. */
  record Moved(String link) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.movedTo(link);
    }

    @Override
    public String line() {
      return Lines.line("moved", link);
    }
  }

  /**
   * Everyone is brought to what the teacher shows.
   *
   * @param times at once; 1 but in a shortened log
   */
  record Summoned(int times) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.summoned(times);
    }

    @Override
    public String line() {
      return Lines.line("summoned", times);
    }
  }

  /** The class is told to wait, or to go on. */
  record Paused(boolean on) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.paused(on);
    }

    @Override
    public String line() {
      return Lines.line("paused", on);
    }
  }

  /** Members are shown by names of the word list, or by numbers. */
  record Named(boolean on) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.named(on);
    }

    @Override
    public String line() {
      return Lines.line("named", on);
    }
  }

  /**
   * A question is put.
   *
   * @param lesson id of the lesson it is from, empty for a free one
   * @param question its id in the lesson, empty for a free one
   * @param choices number of choices
   * @param text words of a free question, may be empty
   */
  record Asked(String lesson, String question, int choices, String text) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.asked(this);
    }

    @Override
    public String line() {
      return Lines.line("asked", lesson, question, choices, text);
    }
  }

  /** No more answers are taken to the present question. */
  record Closed() implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withQuestion(each -> each.at(Question.Stage.CLOSED));
    }

    @Override
    public String line() {
      return Lines.line("closed");
    }
  }

  /**
   * The answers are shown to the class.
   *
   * @param right number of the true choice, from 1; 0 if none is told
   */
  record Revealed(int right) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withQuestion(each -> each.revealed(right));
    }

    @Override
    public String line() {
      return Lines.line("revealed", right);
    }
  }

  /** The present question is put away. */
  record PutAway() implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withQuestion(each -> each.at(Question.Stage.AWAY));
    }

    @Override
    public String line() {
      return Lines.line("away");
    }
  }

  /** A challenge is handed out. */
  record HandedOut(String challenge) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.handedOut(challenge);
    }

    @Override
    public String line() {
      return Lines.line("handed", challenge);
    }
  }

  /** A member's stage is asked for, to be shown to all. */
  record Invited(int member) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.showing(new Show(member, ""));
    }

    @Override
    public String line() {
      return Lines.line("invited", member);
    }
  }

  /** The member who was asked lets the stage be shown. */
  record Accepted(String link) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.shownAt(link);
    }

    @Override
    public String line() {
      return Lines.line("accepted", link);
    }
  }

  /** No member's stage is shown, or asked for, any more. */
  record ShowEnded() implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.showing(null);
    }

    @Override
    public String line() {
      return Lines.line("unshown");
    }
  }

  /** The member whose stage is shown does something. */
  record ShownAt(String link) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.shownAt(link);
    }

    @Override
    public String line() {
      return Lines.line("shown", link);
    }
  }

  /**
   * Someone joins, under the next number.
   *
   * @param key digest of the member's secret key
   */
  record Joined(String key) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.joined(key);
    }

    @Override
    public String line() {
      return Lines.line("joined", key);
    }
  }

  /** A member looks around alone, or follows again. */
  record WentAlone(int member, boolean alone) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withMember(member, each -> each.alone(alone));
    }

    @Override
    public String line() {
      return Lines.line("alone", member, alone);
    }
  }

  /** A member answers the present question, or changes the answer. */
  record Answered(int member, int choice) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withQuestion(each -> each.answered(member, choice));
    }

    @Override
    public String line() {
      return Lines.line("answered", member, choice);
    }
  }

  /**
   * A member has a cluster to work in.
   *
   * @param of id of the state it is a copy of
   * @param cluster id of the copy
   */
  record Began(int member, String of, String cluster) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withMember(member, each -> each.with(of, cluster));
    }

    @Override
    public String line() {
      return Lines.line("began", member, of, cluster);
    }
  }

  /**
   * A member meets a challenge.
   *
   * @param edits number of the member's edits
   */
  record Passed(int member, String challenge, int edits) implements RoomEvent {
    @Override
    public Room in(Room room) {
      return room.withMember(member, each -> each.passing(challenge, edits));
    }

    @Override
    public String line() {
      return Lines.line("passed", member, challenge, edits);
    }
  }
}
