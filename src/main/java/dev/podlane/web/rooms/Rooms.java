package dev.podlane.web.rooms;

import dev.podlane.classroom.Lines;
import dev.podlane.classroom.Member;
import dev.podlane.classroom.Room;
import dev.podlane.classroom.RoomEvent;
import dev.podlane.classroom.Rules;
import dev.podlane.store.RoomStore;
import dev.podlane.store.RoomStore.Line;
import dev.podlane.store.SavedRoom;
import dev.podlane.web.rooms.RoomException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * All rooms. What happens is decided and saved by one thread at a time, which takes along what
 * others want meanwhile: so a whole class that answers at once is a few writes to the disk. Nothing
 * is told to anyone before it is saved.
 */
@Component
public class Rooms {
  private static final Logger log = LoggerFactory.getLogger(Rooms.class);
  private static final int MOST_AT_ONCE = 500;

  private final RoomStore store;
  private final RoomProperties limits;
  private final Clock clock;
  private final Secrets secrets = new Secrets();
  private final Map<String, OpenRoom> rooms = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();
  private final Object writing = new Object();
  private final List<BiConsumer<OpenRoom, List<RoomEvent>>> told = new CopyOnWriteArrayList<>();
  private final List<Consumer<OpenRoom>> ended = new CopyOnWriteArrayList<>();

  /** The rooms of a store. */
  public Rooms(RoomStore store, RoomProperties limits, Clock clock) {
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    store.all().forEach(this::read);
  }

  private void read(SavedRoom saved) {
    try {
      rooms.put(saved.code(), OpenRoom.of(saved));
    } catch (IllegalArgumentException newer) {
      log.warn("A room was left out, as its log is of another version: {}", newer.getMessage());
    }
  }

  /**
   * Lets someone hear of everything.
   *
   * @param happened takes the room as it is now, after each group of events
   * @param closed takes a room that has ended
   */
  void hears(BiConsumer<OpenRoom, List<RoomEvent>> happened, Consumer<OpenRoom> closed) {
    told.add(happened);
    ended.add(closed);
  }

  /**
   * A room that was just opened.
   *
   * @param key the teacher's key, which nobody can tell again
   */
  public record Opened(OpenRoom room, String key) {}

  /**
   * Opens a room.
   *
   * @param link the page it shows
   * @param address scheme, host and port under which others reach it; empty if nobody does
   * @throws RoomException if there are too many
   */
  public Opened open(String link, boolean named, String address) {
    endOld();
    String key = secrets.key();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    synchronized (writing) {
      if (rooms.size() >= limits.most()) {
        throw new RoomException(Reason.ROOMS, Integer.toString(limits.most()));
      }
      String code = secrets.code();
      while (rooms.containsKey(code)) {
        code = secrets.code();
      }
      List<String> lines =
          List.of(new RoomEvent.Named(named).line(), new RoomEvent.Moved(link).line());
      SavedRoom saved =
          new SavedRoom(
              code,
              Secrets.digest(key),
              address,
              now,
              now.plus(limits.lifetime()),
              lines,
              lines.size());
      store.add(saved);
      OpenRoom room = OpenRoom.of(saved);
      rooms.put(code, room);
      return new Opened(room, key);
    }
  }

  /** The room of a code, however it is typed; empty if there is none, or it has ended. */
  public Optional<OpenRoom> find(String typed) {
    return Optional.ofNullable(rooms.get(Secrets.plain(typed)))
        .filter(room -> room.ends().isAfter(clock.instant()));
  }

  /** All rooms. */
  List<OpenRoom> all() {
    return List.copyOf(rooms.values());
  }

  /**
   * Does something in a room. When this returns, it is saved.
   *
   * @param change the events that the present state leads to
   * @return the room after it
   * @throws dev.podlane.classroom.RefusedException if the room does not allow it
   * @throws RoomException if there is no such room any more
   */
  public OpenRoom act(String code, Function<Room, List<RoomEvent>> change) {
    Wish wish = new Wish(code, change);
    wishes.add(wish);
    synchronized (writing) {
      while (!wish.isOver()) {
        writeSome();
      }
    }
    return wish.room();
  }

  /**
   * Someone who has just joined.
   *
   * @param key the member's key, which nobody can tell again
   */
  public record Joined(OpenRoom room, int number, String key) {}

  /**
   * Lets someone join.
   *
   * @throws dev.podlane.classroom.RefusedException if the room is full
   * @throws RoomException if there is no such room any more
   */
  public Joined join(String code) {
    String key = secrets.key();
    String digest = Secrets.digest(key);
    OpenRoom after = act(code, room -> Rules.join(room, digest, limits.maxMembers()));
    int number =
        after.room().members().stream()
            .filter(each -> each.key().equals(digest))
            .mapToInt(Member::number)
            .findFirst()
            .orElseThrow();
    return new Joined(after, number, key);
  }

  /** Closes a room for good, and removes all that is kept of it. */
  public void close(String code) {
    OpenRoom gone;
    synchronized (writing) {
      if (!rooms.containsKey(code)) {
        return;
      }
      store.remove(code);
      gone = rooms.remove(code);
    }
    if (gone != null) {
      ended.forEach(each -> each.accept(gone));
    }
  }

  /** Closes the rooms whose time is over. */
  void endOld() {
    Instant now = clock.instant();
    rooms.values().stream()
        .filter(room -> !room.ends().isAfter(now))
        .map(OpenRoom::code)
        .toList()
        .forEach(this::close);
  }

  private void writeSome() {
    List<Wish> taken = new ArrayList<>();
    Wish next = wishes.poll();
    while (next != null) {
      taken.add(next);
      next = taken.size() < MOST_AT_ONCE ? wishes.poll() : null;
    }
    Map<String, OpenRoom> then = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (Wish wish : taken) {
      lines.addAll(decide(wish, then));
    }
    try {
      if (!lines.isEmpty()) {
        store.append(lines);
      }
    } catch (RuntimeException unsaved) {
      taken.forEach(wish -> wish.fail(unsaved));
      return;
    }
    rooms.putAll(then);
    taken.forEach(Wish::settle);
    for (Wish wish : taken) {
      if (!wish.events().isEmpty()) {
        told.forEach(each -> each.accept(wish.room(), wish.events()));
      }
    }
    then.values().stream().filter(OpenRoom::isLong).forEach(this::shorten);
  }

  private List<Line> decide(Wish wish, Map<String, OpenRoom> then) {
    OpenRoom now = then.getOrDefault(wish.code(), rooms.get(wish.code()));
    if (now == null || !now.ends().isAfter(clock.instant())) {
      wish.fail(new RoomException(Reason.UNKNOWN, wish.code()));
      return List.of();
    }
    try {
      OpenRoom next = wish.decide(now);
      List<Line> lines = new ArrayList<>();
      long seq = now.seq();
      for (RoomEvent event : wish.events()) {
        lines.add(new Line(now.code(), ++seq, event.line()));
      }
      if (!lines.isEmpty()) {
        then.put(wish.code(), next);
      }
      return lines;
    } catch (RuntimeException refused) {
      wish.fail(refused);
      return List.of();
    }
  }

  /** A log that could not be shortened now is shortened after one of the next events. */
  private void shorten(OpenRoom room) {
    List<String> lines = Lines.shortest(room.room()).stream().map(RoomEvent::line).toList();
    if (lines.size() >= room.logged()) {
      rooms.put(room.code(), room.shortened(room.logged()));
      return;
    }
    try {
      store.shorten(room.code(), lines, room.seq());
      rooms.put(room.code(), room.shortened(lines.size()));
    } catch (RuntimeException later) {
      log.warn("The log of a room is still long: {}", later.getMessage());
    }
  }
}
