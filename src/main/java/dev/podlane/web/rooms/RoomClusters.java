package dev.podlane.web.rooms;

import dev.podlane.classroom.Member;
import dev.podlane.classroom.Rules;
import dev.podlane.web.library.LentPlaces;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.rooms.RoomException.Reason;
import dev.podlane.web.space.Spaces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The clusters of members: each works in a copy of one's own. They are saved as other clusters are,
 * have places beyond the store's limit, and are removed when the room ends, whoever they belong to.
 * For one state a member has one copy, so going back to a challenge goes on in it.
 */
@Component
public class RoomClusters {
  private static final Logger log = LoggerFactory.getLogger(RoomClusters.class);

  private final Rooms rooms;
  private final Library library;
  private final LentPlaces places;
  private final Spaces spaces;
  private final RoomProperties limits;
  private final AtomicInteger lent = new AtomicInteger();
  private final Set<String> making = ConcurrentHashMap.newKeySet();

  /** The clusters of these rooms. */
  public RoomClusters(
      Rooms rooms, Library library, LentPlaces places, Spaces spaces, RoomProperties limits) {
    this.rooms = rooms;
    this.library = library;
    this.places = places;
    this.spaces = spaces;
    this.limits = limits;
    int there = rooms.all().stream().mapToInt(each -> each.room().clusters()).sum();
    lent.set(there);
    places.lend(there);
    rooms.hears((room, events) -> {}, this::remove);
  }

  /**
   * The member's copy of a state, made now if there is none.
   *
   * @param of id of a cluster, or of a state of a lesson or challenge
   * @param name name of a new copy
   * @param again true to begin anew: a copy that is there is removed
   * @return empty if there is nothing of that id
   * @throws RoomException if there are too many clusters, or this one is being made
   * @throws dev.podlane.classroom.RefusedException if the member has too many
   */
  public Optional<OpenedCluster> begin(
      OpenRoom room, Member member, String of, String name, boolean again) {
    Optional<OpenedCluster> before =
        Optional.ofNullable(member.clusters().get(of)).flatMap(library::open);
    if (before.isPresent() && !again) {
      return before;
    }
    if (!member.clusters().containsKey(of)) {
      Rules.requireCluster(member);
    }
    String key = room.code() + "/" + member.number();
    if (!making.add(key)) {
      throw new RoomException(Reason.HASTE);
    }
    try {
      Optional<OpenedCluster> made =
          library.open(of).map(from -> copy(room.code(), member.number(), from, name));
      if (made.isPresent() && member.clusters().containsKey(of)) {
        forget(member.clusters().get(of));
        giveBack(1);
      }
      return made;
    } finally {
      making.remove(key);
    }
  }

  private OpenedCluster copy(String code, int member, OpenedCluster from, String name) {
    if (lent.incrementAndGet() > limits.maxClusters()) {
      lent.decrementAndGet();
      throw new RoomException(Reason.CLUSTERS, Integer.toString(limits.maxClusters()));
    }
    places.lend(1);
    boolean made = false;
    try {
      boolean given = from.entry().isStage() || from.entry().sample();
      OpenedCluster copy =
          spaces.apart(
              "room " + code + "/" + member, // a class comes from one address
              () ->
                  given
                      ? library.copy(from, name, List.of())
                      : library.fork(from, name, Long.MAX_VALUE));
      String id = copy.entry().id();
      try {
        rooms.act(code, room -> Rules.begin(member, from.entry().id(), id));
      } catch (RuntimeException ended) {
        forget(id);
        throw ended;
      }
      made = true;
      return copy;
    } finally {
      if (!made) {
        giveBack(1);
      }
    }
  }

  private void giveBack(int clusters) {
    lent.addAndGet(-clusters);
    places.lend(-clusters);
  }

  private void remove(OpenRoom gone) {
    int count = 0;
    for (Member member : gone.room().members()) {
      for (String id : member.clusters().values()) {
        forget(id);
        count++;
      }
    }
    giveBack(count);
  }

  /** Removes a cluster on behalf of the room, whoever asks for it or nobody. */
  private void forget(String id) {
    try {
      places.remove(id);
    } catch (RuntimeException stays) {
      log.warn("A cluster of a class is still there: {}", id, stays);
    }
  }
}
