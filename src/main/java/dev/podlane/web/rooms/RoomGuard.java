package dev.podlane.web.rooms;

import dev.podlane.web.rooms.RoomException.Reason;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Refuses who does too much: guesses codes, opens rooms, or acts in a room. */
@Component
public class RoomGuard {
  private static final int ACTS = 60;

  /** A teacher's page tells each step of a walk that is played. */
  private static final int ACTS_OF_TEACHER = 600;

  private static final Duration ACTS_TIME = Duration.ofSeconds(30);
  private static final int V6_GROUPS = 4;

  private final RoomProperties limits;
  private final Tries codes;
  private final Tries opened;
  private final Tries acts;
  private final Tries actsOfTeacher;

  /** A guard within these limits. */
  @Autowired
  public RoomGuard(RoomProperties limits) {
    this(limits, System::nanoTime);
  }

  RoomGuard(RoomProperties limits, LongSupplier nanos) {
    this.limits = limits;
    this.codes = new Tries(limits.tries(), Duration.ofMinutes(1), nanos);
    this.opened = new Tries(limits.opened(), Duration.ofHours(1), nanos);
    this.acts = new Tries(ACTS, ACTS_TIME, nanos);
    this.actsOfTeacher = new Tries(ACTS_OF_TEACHER, ACTS_TIME, nanos);
  }

  /**
   * Counts an unknown code or key.
   *
   * @param client its address
   * @throws RoomException if there were too many already
   */
  public void missed(String client) {
    if (!codes.take(group(client))) {
      throw new RoomException(Reason.TRIES);
    }
  }

  /** Refuses a client that has tried too many codes. */
  public void requireTries(String client) {
    if (!codes.isLeft(group(client))) {
      throw new RoomException(Reason.TRIES);
    }
  }

  /** Counts a room that is opened. */
  public void opens(String client) {
    if (!opened.take(group(client))) {
      throw new RoomException(Reason.OPENED, Integer.toString(limits.opened()));
    }
  }

  /** Counts what one person does in a room; 0 is the teacher. */
  public void requirePatience(String code, int member) {
    if (!(member == 0 ? actsOfTeacher : acts).take(code + "/" + member)) {
      throw new RoomException(Reason.HASTE);
    }
  }

  /** An IPv6 host has as many addresses as it wants in its network of 64 bits. */
  private static String group(String client) {
    if (client.indexOf(':') < 0) {
      return client;
    }
    String[] groups = client.split(":", V6_GROUPS + 1);
    return groups.length <= V6_GROUPS
        ? client
        : client.substring(0, client.length() - groups[V6_GROUPS].length());
  }
}
