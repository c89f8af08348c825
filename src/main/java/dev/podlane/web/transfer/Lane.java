package dev.podlane.web.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A few places for requests of one kind, and a queue before them in which no thread waits. A
 * request that takes a place must leave it. Waiting requests belong to groups, which take turns:
 * one group's long queue keeps no other group waiting.
 */
final class Lane {
  private final int places;
  private final int longest;
  private final Map<String, Deque<Next>> groups = new LinkedHashMap<>();
  private int taken;
  private int waiting;

  /** A request that waits for a place. */
  @FunctionalInterface
  interface Next {
    /** Takes the place; false if it is not wanted any more. */
    boolean start();
  }

  /** A lane with this many places, and this many at most in the queue. */
  Lane(int places, int longest) {
    this.places = places;
    this.longest = longest;
  }

  /** Takes a place if one is free and none waits for it. */
  synchronized boolean enter() {
    if (taken < places && waiting == 0) {
      taken++;
      return true;
    }
    return false;
  }

  /** Joins the queue; false if it is full. It may be started before this returns. */
  boolean join(String group, Next next) {
    synchronized (this) {
      if (waiting >= longest) {
        return false;
      }
      groups.computeIfAbsent(group, key -> new ArrayDeque<>()).addLast(next);
      waiting++;
      if (taken >= places) {
        return true;
      }
      taken++;
    }
    hand();
    return true;
  }

  /** Gives up waiting. */
  synchronized void quit(String group, Next next) {
    Deque<Next> queue = groups.get(group);
    if (queue != null && queue.remove(next)) {
      waiting--;
      if (queue.isEmpty()) {
        groups.remove(group);
      }
    }
  }

  /** Gives a place back, to the next in the queue if there is one. */
  void leave() {
    hand();
  }

  /** Passes on a place that is counted as taken. */
  private void hand() {
    Next next = poll();
    while (next != null && !next.start()) {
      next = poll();
    }
  }

  /** Returns the first of the group whose turn it is; the place is free if none waits. */
  private synchronized @Nullable Next poll() {
    if (groups.isEmpty()) {
      taken--;
      return null;
    }
    String group = groups.keySet().iterator().next();
    Deque<Next> queue = groups.remove(group);
    Next next = queue == null ? null : queue.pollFirst();
    if (queue != null && !queue.isEmpty()) {
      groups.put(group, queue);
    }
    waiting--;
    return next;
  }

  /** Places taken and requests that wait. */
  synchronized int busy() {
    return taken + waiting;
  }
}
