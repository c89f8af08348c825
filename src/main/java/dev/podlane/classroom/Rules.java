package dev.podlane.classroom;

import dev.podlane.classroom.Question.Stage;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The events that something asked for leads to: none if it is so already.
 *
 * <p>Every method throws {@link RefusedException} for what the room does not allow.
 */
public final class Rules {
  /** The longest address of a page behind {@code #}, and the longest free question. */
  public static final int MOST_LINK = 2_000;

  public static final int MOST_TEXT = 200;
  public static final int MOST_CHOICES = 6;

  private static final int MOST_QUESTIONS = 200;
  private static final int MOST_CHALLENGES = 60;
  private static final int MOST_CLUSTERS = 40;
  private static final Pattern LINK =
      Pattern.compile("[A-Za-z0-9%&=+._~:*!'(),/@-]{1," + MOST_LINK + "}");

  private Rules() {}

  /** Shows another page. */
  public static List<RoomEvent> move(Room room, String link) {
    requireLink(link);
    return room.link().equals(link) ? List.of() : List.of(new RoomEvent.Moved(link));
  }

  /** Stops the class, or lets it go on. */
  public static List<RoomEvent> pause(Room room, boolean on) {
    return room.paused() == on ? List.of() : List.of(new RoomEvent.Paused(on));
  }

  /** Turns the names of the word list on or off. */
  public static List<RoomEvent> name(Room room, boolean on) {
    return room.named() == on ? List.of() : List.of(new RoomEvent.Named(on));
  }

  /** Puts a question. */
  public static List<RoomEvent> ask(Room room, RoomEvent.Asked asked) {
    if (asked.choices() < 2 || asked.choices() > MOST_CHOICES) {
      throw new RefusedException("choices", Integer.toString(MOST_CHOICES));
    }
    String text = asked.text();
    boolean plain = text.codePoints().noneMatch(Character::isISOControl);
    if (text.length() > MOST_TEXT || !plain) {
      throw new RefusedException("text", Integer.toString(MOST_TEXT));
    }
    if (room.questions().size() >= MOST_QUESTIONS) {
      throw new RefusedException("questions", Integer.toString(MOST_QUESTIONS));
    }
    return List.of(asked);
  }

  /** Ends the answering. */
  public static List<RoomEvent> close(Room room) {
    return question(room).stage() == Stage.OPEN ? List.of(new RoomEvent.Closed()) : List.of();
  }

  /** Shows how it was answered, and which choice is true. */
  public static List<RoomEvent> reveal(Room room, int right) {
    if (right < 0 || right > question(room).asked().choices()) {
      throw new RefusedException("choice", Integer.toString(right));
    }
    return List.of(new RoomEvent.Revealed(right));
  }

  /** Puts the question away. */
  public static List<RoomEvent> putAway(Room room) {
    return room.question().isPresent() ? List.of(new RoomEvent.PutAway()) : List.of();
  }

  /** Hands a challenge out. */
  public static List<RoomEvent> handOut(Room room, String challenge) {
    boolean known = room.challenges().contains(challenge);
    if (!known && room.challenges().size() >= MOST_CHALLENGES) {
      throw new RefusedException("challenges", Integer.toString(MOST_CHALLENGES));
    }
    return List.of(new RoomEvent.HandedOut(challenge));
  }

  /** Asks a member to show the stage to all. */
  public static List<RoomEvent> invite(Room room, int number) {
    if (room.member(number).isEmpty()) {
      throw new RefusedException("member", Integer.toString(number));
    }
    return List.of(new RoomEvent.Invited(number));
  }

  /** The member agrees to be shown, on that page. */
  public static List<RoomEvent> accept(Room room, int number, String link) {
    requireLink(link);
    Show show = room.show();
    if (show == null || show.member() != number) {
      throw new RefusedException("not-asked");
    }
    return List.of(new RoomEvent.Accepted(link));
  }

  /** The member who is shown is on another page. */
  public static List<RoomEvent> showAt(Room room, int number, String link) {
    requireLink(link);
    Show show = room.show();
    if (show == null || show.member() != number || !show.isAgreed()) {
      throw new RefusedException("not-shown");
    }
    return show.link().equals(link) ? List.of() : List.of(new RoomEvent.ShownAt(link));
  }

  /** The member does not want to be shown, or no longer. */
  public static List<RoomEvent> decline(Room room, int number) {
    Show show = room.show();
    return show != null && show.member() == number ? endShow(room) : List.of();
  }

  /** No member is shown any more. */
  public static List<RoomEvent> endShow(Room room) {
    return room.show() == null ? List.of() : List.of(new RoomEvent.ShowEnded());
  }

  /**
   * Someone comes in.
   *
   * @param key digest of the secret key
   * @param most members
   */
  public static List<RoomEvent> join(Room room, String key, int most) {
    if (room.members().size() >= most) {
      throw new RefusedException("full", Integer.toString(most));
    }
    return List.of(new RoomEvent.Joined(key));
  }

  /** A member lets go, or comes back. */
  public static List<RoomEvent> goAlone(Room room, int number, boolean alone) {
    return room.member(number).filter(each -> each.alone() != alone).isPresent()
        ? List.of(new RoomEvent.WentAlone(number, alone))
        : List.of();
  }

  /**
   * A member answers.
   *
   * @param question number of the question, as the present one may be another by now
   */
  public static List<RoomEvent> answer(Room room, int member, int question, int choice) {
    Question now = question(room);
    if (now.number() != question || now.stage() != Stage.OPEN) {
      throw new RefusedException("answered-late");
    }
    if (choice < 1 || choice > now.asked().choices()) {
      throw new RefusedException("choice", Integer.toString(choice));
    }
    Integer before = now.answers().get(member);
    return before != null && before == choice
        ? List.of()
        : List.of(new RoomEvent.Answered(member, choice));
  }

  /** A member gets a cluster; refused beforehand by {@link #requireCluster}. */
  public static List<RoomEvent> begin(int member, String of, String cluster) {
    return List.of(new RoomEvent.Began(member, of, cluster));
  }

  /** Refuses another cluster of a member who has many. */
  public static void requireCluster(Member member) {
    if (member.clusters().size() >= MOST_CLUSTERS) {
      throw new RefusedException("clusters-own", Integer.toString(MOST_CLUSTERS));
    }
  }

  /** The id of the cluster in which a member works on a challenge. */
  public static String cluster(Member member, String challenge) {
    String cluster = member.clusters().get("challenge." + challenge);
    if (cluster == null) {
      throw new RefusedException("not-started", challenge);
    }
    return cluster;
  }

  /** A member has met a challenge. */
  public static List<RoomEvent> pass(Room room, int number, String challenge, int edits) {
    boolean better =
        room.member(number)
            .map(each -> each.passed().get(challenge))
            .map(before -> edits < before)
            .orElse(true);
    return better ? List.of(new RoomEvent.Passed(number, challenge, edits)) : List.of();
  }

  private static Question question(Room room) {
    return room.question().orElseThrow(() -> new RefusedException("no-question"));
  }

  private static void requireLink(String link) {
    if (!LINK.matcher(link).matches()) {
      throw new RefusedException("link", Integer.toString(MOST_LINK));
    }
  }
}
