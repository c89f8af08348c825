package dev.podlane.trace.memory;

import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.FragmentSizes;
import dev.podlane.net.shared.Stretches;
import dev.podlane.trace.record.PacketInHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Fragments of one packet that wait for the rest (struct inet_frag_queue). */
public final class FragmentQueue {
  private final List<PacketInHost> parts = new ArrayList<>();

  /** Octets that are here. */
  private final Stretches stretches = new Stretches();

  private int end = Integer.MAX_VALUE;
  private int longest;

  FragmentQueue copy() {
    FragmentQueue copy = new FragmentQueue();
    parts.forEach(copy::add);
    return copy;
  }

  /** Takes in a fragment. */
  public void add(PacketInHost passage) {
    parts.add(passage);
    longest = Math.max(longest, passage.ip().length());
    Fragment part = passage.ip().fragment();
    if (part == null) {
      return;
    }
    int to = part.offset() + part.length();
    if (!part.more()) {
      end = Math.min(end, to);
    }
    stretches.add(part.offset(), to);
  }

  /** Returns true if the fragments cover the packet from the first octet to the last. */
  public boolean isWhole() {
    return stretches.endFrom(0) >= end;
  }

  /** Returns the number of fragments received. */
  public int count() {
    return parts.size();
  }

  /** The sizes of the fragments. */
  public FragmentSizes sizes() {
    return new FragmentSizes(
        longest, parts.stream().map(part -> Objects.requireNonNull(part.ip().fragment())).toList());
  }

  /** The fragment with the first octet; only called once it is here. */
  public PacketInHost first() {
    return parts.stream().filter(part -> part.ip().showsSegment()).findFirst().orElseThrow();
  }

  /** The fragments, in the order they came. */
  public List<PacketInHost> parts() {
    return List.copyOf(parts);
  }
}
