package dev.podlane.scenario.term;

/** The meaning of an argument of a function. */
public enum Parameter {
  /** Name of a probe of the file. */
  PROBE,
  /** A flow of the current walk ({@code request}), a probe, or both ({@code there.request}). */
  WALK,
  /** A network namespace, or a device in one: {@code default/web-1/eth0}. */
  PLACE,
  /** {@code in} or {@code out}. */
  DIRECTION,
  /** A stage of a walk, as a stop names it. */
  STAGE,
  /** Name of a group of probes of the file. */
  GROUP,
  /** Id of a page. */
  PAGE,
  /** Name of a traffic of the file. */
  TRAFFIC,
  /** A prefix such as {@code 10.0.2.0/24}, or {@code default}. */
  PREFIX,
  /** {@code tcp} or {@code udp}. */
  PROTOCOL,
  /** Any other text: a network namespace, a code. */
  NAME,
  /** A whole number. */
  NUMBER;

  /** Returns true if a number is wanted, and not a text. */
  boolean isNumber() {
    return this == NUMBER;
  }
}
