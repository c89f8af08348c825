package dev.podlane.web.space;

import dev.podlane.store.ListedCluster;
import dev.podlane.store.OwnerRows;
import dev.podlane.store.Ownership;
import dev.podlane.store.Usage;
import dev.podlane.web.space.SpaceException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Decides whose a cluster is, and what the visitor of the present request may do with it. In local
 * mode everybody may do everything. In public mode a cluster belongs to the space whose key came
 * with the request that made it: reading needs its id, changing it the key or the token of its
 * editable link, deleting and sharing it the key. A cluster that was saved in local mode belongs to
 * nobody: it can be read, and nothing else.
 */
@Component
public class Spaces {
  private static final int MOST_NAMES = 100_000;

  /** Opening a cluster is noted when it was last noted longer ago than this share of its life. */
  private static final int NOTED = 90;

  private final Mode mode;
  private final SpaceProperties settings;
  private final OwnerRows owners;
  private final Visitors visitors;
  private final Clock clock;
  private final Rates ofSpaces;
  private final Rates ofAddresses;

  /** The owners of the clusters of a store. */
  public Spaces(
      @Value("${podlane.mode:local}") Mode mode,
      SpaceProperties settings,
      OwnerRows owners,
      Visitors visitors,
      Clock clock) {
    this.mode = mode;
    this.settings = settings;
    this.owners = owners;
    this.visitors = visitors;
    this.clock = clock;
    this.ofSpaces = new Rates(clock, settings.newPerMinute(), MOST_NAMES);
    this.ofAddresses = new Rates(clock, settings.newPerMinutePerAddress(), MOST_NAMES);
  }

  /** The mode of the server. */
  public Mode mode() {
    return mode;
  }

  /** Returns true if clusters have owners. */
  public boolean isPublic() {
    return mode == Mode.PUBLIC;
  }

  /** The bounds of public mode. */
  public SpaceProperties settings() {
    return settings;
  }

  /**
   * Makes sure that the visitor may make a cluster now.
   *
   * @throws SpaceException without a key, or if too many were made lately
   */
  public void requireNew() {
    if (isPublic()) {
      requireRate(keyed());
    }
  }

  /**
   * Makes a cluster in the visitor's space, and counts it.
   *
   * @param making given the hash of the space's key, empty in local mode, saves the cluster
   * @throws SpaceException without a key, or if too many were made lately
   */
  public <T> T making(Function<String, T> making) {
    if (!isPublic()) {
      return making.apply("");
    }
    Visitor visitor = keyed();
    synchronized (this) {
      requireRate(visitor);
      ofSpaces.count(visitor.space());
      ofAddresses.count(visitor.network());
    }
    boolean made = false;
    try {
      T result = making.apply(visitor.space());
      made = true;
      return result;
    } finally {
      if (!made) {
        ofSpaces.uncount(visitor.space());
        ofAddresses.uncount(visitor.network());
      }
    }
  }

  /**
   * Works for the present visitor as if from an address of its own: people who share one have not
   * made too many clusters together.
   *
   * @param address stands for the address; no real one has this form
   */
  public <T> T apart(String address, Supplier<T> work) {
    Visitor visitor = visitors.current();
    return visitors.as(
        new Visitor(visitor.space(), visitor.editHash(), visitor.malformed(), address), work);
  }

  private Visitor keyed() {
    Visitor visitor = visitors.current();
    if (visitor.space().isEmpty()) {
      throw new SpaceException(visitor.malformed() ? Reason.BAD_KEY : Reason.NO_KEY, "");
    }
    return visitor;
  }

  private void requireRate(Visitor visitor) {
    int space = ofSpaces.wait(visitor.space());
    if (space > 0) {
      throw new SpaceException(Reason.RATE_OF_SPACE, "" + settings.newPerMinute(), space);
    }
    int address = ofAddresses.wait(visitor.network());
    if (address > 0) {
      throw new SpaceException(
          Reason.RATE_OF_ADDRESS, "" + settings.newPerMinutePerAddress(), address);
    }
  }

  /**
   * Makes sure that the visitor may change a cluster.
   *
   * @throws SpaceException if not; a cluster that does not exist is not refused
   */
  public void requireChange(String id) {
    if (!mayChange(id)) {
      throw refusal(id, Reason.NOT_YOURS);
    }
  }

  /**
   * Makes sure that the visitor owns a cluster, as is needed to delete and to share it.
   *
   * @throws SpaceException if not; a cluster that does not exist is not refused
   */
  public void requireOwner(String id) {
    if (!owns(id)) {
      throw refusal(id, mayChange(id) ? Reason.OWNER_ONLY : Reason.NOT_YOURS);
    }
  }

  private SpaceException refusal(String id, Reason reason) {
    Visitor visitor = visitors.current();
    boolean nobodys = owners.of(id).map(owner -> owner.space().isEmpty()).orElse(false);
    return new SpaceException(
        nobodys ? Reason.NOBODYS : visitor.malformed() ? Reason.BAD_KEY : reason, id);
  }

  /** Returns true if the visitor may change the cluster with this id, or there is none. */
  public boolean mayChange(String id) {
    return !isPublic()
        || owners
            .of(id)
            .map(
                owner ->
                    isOwn(owner)
                        || (!owner.space().isEmpty()
                            && Secret.same(owner.editHash(), visitors.current().editHash())))
            .orElse(true);
  }

  /** Returns true if the visitor owns the cluster with this id, or there is none. */
  public boolean owns(String id) {
    return !isPublic() || owners.of(id).map(this::isOwn).orElse(true);
  }

  private boolean isOwn(Ownership owner) {
    return Secret.same(owner.space(), visitors.current().space());
  }

  /** The clusters of the visitor's space, oldest first; those of all in local mode. */
  public List<ListedCluster> list(Supplier<List<ListedCluster>> all) {
    if (!isPublic()) {
      return all.get();
    }
    Visitor visitor = visitors.current();
    if (visitor.malformed()) {
      throw new SpaceException(Reason.BAD_KEY, "");
    }
    return visitor.space().isEmpty() ? List.of() : owners.list(visitor.space(), unreadSince());
  }

  /** The size of the visitor's space; nothing without a key. */
  public Usage usage() {
    String space = visitors.current().space();
    return space.isEmpty() ? new Usage(0, 0) : owners.usage(space);
  }

  /** Returns true if nobody has opened the cluster for so long that it has gone. */
  public boolean isExpired(String id) {
    return isPublic()
        && owners
            .of(id)
            .filter(owner -> !owner.space().isEmpty())
            .map(owner -> owner.seen().isBefore(unreadSince()))
            .orElse(false);
  }

  /** Notes now and then that a cluster was opened, so that it stays. */
  public void opened(String id) {
    if (isPublic() && !settings.expireAfter().isZero()) {
      Instant now = clock.instant();
      Instant enough = now.minus(settings.expireAfter().dividedBy(NOTED));
      owners
          .of(id)
          .filter(owner -> !owner.space().isEmpty() && owner.seen().isBefore(enough))
          .ifPresent(owner -> owners.seen(id, now));
    }
  }

  /** Some ids of clusters that have expired. */
  List<String> expired(int most) {
    return isPublic() ? owners.unread(unreadSince(), most) : List.of();
  }

  /** The moment since which a cluster must have been opened to be kept. */
  private Instant unreadSince() {
    Duration life = settings.expireAfter();
    return life.isZero() ? Instant.EPOCH : clock.instant().minus(life);
  }

  /** The owner of a cluster and what it has allowed; empty if there is no such cluster. */
  public Optional<Ownership> of(String id) {
    return owners.of(id);
  }

  /** The moment at which a cluster goes if nobody opens it; empty if it stays. */
  public Optional<Instant> expiry(String id) {
    return isPublic() && !settings.expireAfter().isZero()
        ? owners
            .of(id)
            .filter(owner -> !owner.space().isEmpty())
            .map(owner -> owner.seen().plus(settings.expireAfter()))
        : Optional.empty();
  }
}
