package dev.podlane.classroom;

import java.util.ArrayList;
import java.util.List;

/**
 * Events as lines of text: the kind and its fields, separated by tabs, which no field contains. A
 * kind keeps its name and fields for ever, as rooms outlive the program that wrote them.
 */
public final class Lines {
  private static final String TAB = "\t";

  private Lines() {}

  /** A line of these fields. */
  static String line(Object... fields) {
    List<String> all = new ArrayList<>();
    for (Object field : fields) {
      all.add(field.toString());
    }
    return String.join(TAB, all);
  }

  /**
   * Reads a line that {@link RoomEvent#line} made.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RoomEvent read(String line) {
    String[] f = line.split(TAB, -1);
    try {
      return switch (f[0]) {
        case "moved" -> new RoomEvent.Moved(f[1]);
        case "summoned" -> new RoomEvent.Summoned(Integer.parseInt(f[1]));
        case "paused" -> new RoomEvent.Paused(Boolean.parseBoolean(f[1]));
        case "named" -> new RoomEvent.Named(Boolean.parseBoolean(f[1]));
        case "asked" -> new RoomEvent.Asked(f[1], f[2], Integer.parseInt(f[3]), f[4]);
        case "closed" -> new RoomEvent.Closed();
        case "revealed" -> new RoomEvent.Revealed(Integer.parseInt(f[1]));
        case "away" -> new RoomEvent.PutAway();
        case "handed" -> new RoomEvent.HandedOut(f[1]);
        case "invited" -> new RoomEvent.Invited(Integer.parseInt(f[1]));
        case "accepted" -> new RoomEvent.Accepted(f[1]);
        case "unshown" -> new RoomEvent.ShowEnded();
        case "shown" -> new RoomEvent.ShownAt(f[1]);
        case "joined" -> new RoomEvent.Joined(f[1]);
        case "alone" -> new RoomEvent.WentAlone(Integer.parseInt(f[1]), Boolean.parseBoolean(f[2]));
        case "answered" -> new RoomEvent.Answered(Integer.parseInt(f[1]), Integer.parseInt(f[2]));
        case "began" -> new RoomEvent.Began(Integer.parseInt(f[1]), f[2], f[3]);
        case "passed" -> new RoomEvent.Passed(Integer.parseInt(f[1]), f[2], Integer.parseInt(f[3]));
        default -> throw new IllegalArgumentException("no event of a room: " + f[0]);
      };
    } catch (ArrayIndexOutOfBoundsException missing) {
      throw new IllegalArgumentException("a field is missing: " + f[0], missing);
    }
  }

  /**
   * The fewest events that lead to a room, for a log that has become long.
   *
   * @return events such that applying them to {@link Room#empty()} gives the room
   */
  public static List<RoomEvent> shortest(Room room) {
    List<RoomEvent> all = new ArrayList<>();
    if (room.named()) {
      all.add(new RoomEvent.Named(true));
    }
    if (room.summons() > 0) {
      all.add(new RoomEvent.Summoned(room.summons()));
    }
    if (!room.link().isEmpty()) {
      all.add(new RoomEvent.Moved(room.link()));
    }
    room.members().forEach(each -> all.add(new RoomEvent.Joined(each.key())));
    room.questions().forEach(each -> question(each, all));
    room.challenges().forEach(each -> all.add(new RoomEvent.HandedOut(each)));
    room.members().forEach(each -> member(each, all));
    if (room.paused()) {
      all.add(new RoomEvent.Paused(true));
    }
    Show show = room.show();
    if (show != null) {
      all.add(new RoomEvent.Invited(show.member()));
      if (show.isAgreed()) {
        all.add(new RoomEvent.Accepted(show.link()));
      }
    }
    return List.copyOf(all);
  }

  private static void question(Question question, List<RoomEvent> all) {
    all.add(question.asked());
    question.answers().forEach((who, choice) -> all.add(new RoomEvent.Answered(who, choice)));
    if (question.right() > 0 || question.stage() == Question.Stage.REVEALED) {
      all.add(new RoomEvent.Revealed(question.right()));
    }
    if (question.stage() == Question.Stage.CLOSED) {
      all.add(new RoomEvent.Closed());
    }
    if (question.stage() == Question.Stage.AWAY) {
      all.add(new RoomEvent.PutAway());
    }
  }

  private static void member(Member member, List<RoomEvent> all) {
    int number = member.number();
    if (member.alone()) {
      all.add(new RoomEvent.WentAlone(number, true));
    }
    member.clusters().forEach((of, id) -> all.add(new RoomEvent.Began(number, of, id)));
    member.passed().forEach((id, edits) -> all.add(new RoomEvent.Passed(number, id, edits)));
  }
}
