package dev.podlane.web.rooms;

import dev.podlane.classroom.Member;
import dev.podlane.classroom.RoomEvent;
import dev.podlane.web.live.Channel;
import dev.podlane.web.live.LiveAnswer;
import dev.podlane.web.rooms.RoomException.Reason;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells everyone in a room its state, whenever it changes. What the teacher does is told at once;
 * what many members do at a time is told a few times a second. A message is the whole present
 * state, so whoever missed some has missed nothing.
 */
@Component
public class RoomNews implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RoomNews.class);
  private static final long GATHER_MILLIS = 300;
  private static final long BEAT_SECONDS = 15;
  private static final long SWEEP_SECONDS = 60;
  private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HELLO = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Rooms rooms;
  private final RoomText text;
  private final RoomProperties limits;
  private final Attendance attendance = new Attendance(System::nanoTime);
  private final Audience audience = new Audience();
  private final Set<String> gathered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean running;
  private volatile List<ScheduledFuture<?>> regular = List.of();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "rooms");
            thread.setDaemon(true);
            return thread;
          });

  /** News of these rooms, in this text. */
  public RoomNews(Rooms rooms, RoomText text, RoomProperties limits) {
    this.rooms = rooms;
    this.text = text;
    this.limits = limits;
    rooms.hears(this::happened, this::ended);
  }

  /** Numbers of the members who are here. */
  public Set<Integer> here(String code) {
    return attendance.here(code);
  }

  /** Number of the members who are here and follow. */
  public static int following(OpenRoom room, Set<Integer> here) {
    return (int)
        room.room().members().stream()
            .filter(each -> !each.alone() && here.contains(each.number()))
            .count();
  }

  /** The present state in the words of the REST interface, as {@link RoomText} tells it. */
  public byte[] json(OpenRoom room) {
    Set<Integer> here = here(room.code());
    return text.json(room, here.size(), following(room, here));
  }

  /** Someone without an open connection has asked for the state. */
  public void asked(OpenRoom room, Member member) {
    if (!here(room.code()).contains(member.number())) {
      gather(room.code());
    }
    attendance.asked(room.code(), member.number());
  }

  /**
   * Keeps an answer open, and tells it the state from now on.
   *
   * @param member number of the member, 0 for others
   * @param known number of the event up to which the client knows the state, -1 if it knows nothing
   * @throws RoomException if too many are open
   */
  public void listen(OpenRoom room, int member, long known, LiveAnswer answer) {
    String code = room.code();
    if (open.incrementAndGet() > limits.maxStreams() || !running) {
      open.decrementAndGet();
      throw new RoomException(Reason.STREAMS, Integer.toString(limits.maxStreams()));
    }
    Listener listener = new Listener(member);
    if (member > 0) {
      attendance.connected(code, member);
    }
    Channel channel;
    try {
      channel = answer.open(() -> left(code, listener));
    } catch (RuntimeException e) {
      audience.add(code, listener);
      left(code, listener);
      throw e;
    }
    listener.opened(channel);
    audience.add(code, listener);
    channel.offer(HELLO);
    later(() -> greet(code, listener, known), 0);
    if (member > 0) {
      gather(code);
    }
  }

  /** In the thread that sends, so that an older state never comes after a newer one. */
  private void greet(String code, Listener listener, long known) {
    rooms
        .find(code)
        .filter(now -> now.seq() != known)
        .ifPresent(now -> listener.offer(message(now)));
  }

  private void left(String code, Listener listener) {
    open.decrementAndGet();
    audience.remove(code, listener);
    if (listener.member() > 0) {
      attendance.left(code, listener.member());
      gather(code);
    }
  }

  private void happened(OpenRoom room, List<RoomEvent> events) {
    if (events.stream().allMatch(RoomNews::isOfMember)) {
      gather(room.code());
    } else {
      later(() -> tell(room.code()), 0);
    }
  }

  private static boolean isOfMember(RoomEvent event) {
    return event instanceof RoomEvent.Joined
        || event instanceof RoomEvent.Answered
        || event instanceof RoomEvent.WentAlone
        || event instanceof RoomEvent.Began
        || event instanceof RoomEvent.Passed;
  }

  private void gather(String code) {
    if (gathered.add(code)) {
      later(
          () -> {
            gathered.remove(code);
            tell(code);
          },
          GATHER_MILLIS);
    }
  }

  private void later(Runnable work, long millis) {
    try {
      var unused = thread.schedule(() -> safely(work), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ending) {
      log.debug("nobody is told any more", ending);
    }
  }

  private static void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("a room was not told", e);
    }
  }

  private void tell(String code) {
    Set<Listener> all = audience.of(code);
    if (!all.isEmpty()) {
      rooms
          .find(code)
          .ifPresent(
              room -> {
                byte[] message = message(room);
                all.forEach(each -> each.offer(message));
              });
    }
  }

  private byte[] message(OpenRoom room) {
    byte[] json = json(room);
    byte[] head =
        ("id: " + room.seq() + "\nevent: room\ndata: ").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(json, 0, all, head.length, json.length);
    all[all.length - 2] = '\n';
    all[all.length - 1] = '\n';
    return all;
  }

  private void ended(OpenRoom room) {
    byte[] last =
        ("id: " + (room.seq() + 1) + "\nevent: end\ndata: {}\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (Listener each : audience.of(room.code())) {
      each.offer(last);
      each.end();
    }
    attendance.forget(room.code());
  }

  private void beat() {
    audience.all().forEach(each -> each.beat(BEAT));
  }

  @Override
  public void start() {
    running = true;
    regular = List.of(often(this::beat, BEAT_SECONDS), often(rooms::endOld, SWEEP_SECONDS));
  }

  private ScheduledFuture<?> often(Runnable work, long seconds) {
    return thread.scheduleWithFixedDelay(() -> safely(work), seconds, seconds, TimeUnit.SECONDS);
  }

  /**
   * Ends all connections, before the server waits for those that are being answered. It may be
   * started again.
   */
  @Override
  public void stop() {
    running = false;
    regular.forEach(each -> each.cancel(false));
    audience.all().forEach(Listener::end);
  }

  @PreDestroy
  void end() {
    thread.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
