package dev.podlane.trace.memory;

/**
 * Something that is due at a moment.
 *
 * @param due virtual time at which it fires, in milliseconds
 * @param order number of the timer; of those due at one moment the first set fires first
 * @param ofProbe true if it belongs to the sockets of the running probe
 * @param event the event that fires
 */
public record Timer(long due, long order, boolean ofProbe, TimerEvent event)
    implements Comparable<Timer> {
  @Override
  public int compareTo(Timer other) {
    return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
  }
}
