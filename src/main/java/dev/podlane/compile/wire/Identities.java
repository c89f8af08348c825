package dev.podlane.compile.wire;

import dev.podlane.net.ns.MacPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number of {@value MacPlan#IDENTITY_BITS} bits for each wire and bridge of a network, from a
 * hash of its name. No two share one: of those with one hash (two among a million wires, in one
 * network of two) the first by name keeps it, and the others get the next that is free.
 */
public final class Identities {
  private static final long MASK = (1L << MacPlan.IDENTITY_BITS) - 1;

  /** Hashes of the planned names, sorted. */
  private final long[] planned;

  /** Hashes of names that were planned later. */
  private final Set<Long> later;

  private final Map<String, Long> moved = new HashMap<>();
  private final Map<String, Long> claimed = new HashMap<>();
  private final Set<Long> taken = new HashSet<>();

  /** Those of the names that were planned at first. */
  private final Identities first;

  private Identities(long[] planned) {
    this.planned = planned;
    this.later = new HashSet<>();
    this.first = this;
  }

  private Identities(Identities first, Set<Long> later) {
    this.planned = first.planned;
    this.later = later;
    this.first = first;
    claimed.putAll(first.claimed);
    taken.addAll(first.taken);
  }

  /**
   * Those of names that are known from the beginning.
   *
   * @param count number of names
   * @param names the name of a number from 0, all different
   */
  public static Identities of(int count, IntFunction<String> names) {
    MessageDigest digest = sha256();
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(digest, names.apply(i));
    }
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    Identities made = new Identities(sorted);
    Set<Long> shared = new HashSet<>();
    for (int i = 1; i < count; i++) {
      if (sorted[i] == sorted[i - 1]) {
        shared.add(sorted[i]);
      }
    }
    if (!shared.isEmpty()) {
      made.part(shared, hashes, names);
    }
    return made;
  }

  /**
   * Those of a few names more, with the same numbers for all that have one; null if two would share
   * one, so that they have to be made anew.
   *
   * @param added names that were not planned at first
   * @param again names that may have been planned at first, or not
   */
  public @Nullable Identities with(Collection<String> added, Collection<String> again) {
    MessageDigest digest = sha256();
    Set<Long> more = new HashSet<>();
    for (String name : added) {
      long hash = hash(digest, name);
      if (first.isTaken(hash) || !more.add(hash)) {
        return null;
      }
    }
    for (String name : again) {
      more.add(hash(digest, name));
    }
    return first.moved.isEmpty() ? new Identities(first, more) : null;
  }

  private boolean isTaken(long number) {
    return Arrays.binarySearch(planned, number) >= 0
        || later.contains(number)
        || taken.contains(number);
  }

  private void part(Set<Long> shared, long[] hashes, IntFunction<String> names) {
    List<String> sharing = new ArrayList<>();
    for (int i = 0; i < hashes.length; i++) {
      if (shared.contains(hashes[i])) {
        sharing.add(names.apply(i));
      }
    }
    sharing.sort(null);
    for (String name : sharing) {
      long hash = hash(sha256(), name);
      if (!shared.remove(hash)) {
        moved.put(name, free(hash));
      }
    }
  }

  private long free(long from) {
    long next = from;
    while (isTaken(next)) {
      next = next + 1 & MASK;
    }
    taken.add(next);
    return next;
  }

  /** The number of a planned name. */
  public long of(String name) {
    Long known = moved.get(name);
    return known == null ? hash(sha256(), name) : known;
  }

  /** The number of a name that was not planned; asking again gives the same. */
  public long claim(String name) {
    return claimed.computeIfAbsent(name, any -> free(hash(sha256(), name)));
  }

  /** Returns the number of a name, unless another name has it. */
  public static long wanted(String name) {
    return hash(sha256(), name);
  }

  private static long hash(MessageDigest digest, String name) {
    byte[] found = digest.digest(name.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(found).getLong() & MASK;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
