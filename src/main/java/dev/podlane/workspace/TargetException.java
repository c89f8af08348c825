package dev.podlane.workspace;

import java.util.List;

/** A probe names something that cannot be found, or that is not just one thing. */
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason why a name has no target. */
  public enum Why {
    /** Nothing has this name. */
    UNKNOWN,
    /** The documents have it, but it was left out for an error: kind, path and place of that. */
    LEFT_OUT,
    /** A workload that has no pod: kind, path and why. */
    NO_PODS,
    /** Several pods have this name. */
    AMBIGUOUS,
    /** No host in the network has this address, so none can send from it. */
    NOBODY,
    /** Several have this address. */
    SHARED,
    /** A Service cannot send. */
    SERVICE_SENDS_NOTHING,
    /** There is no gateway through which a host outside could be reached. */
    NO_GATEWAY,
    /** A form of ends that Podlane does not know how to use yet. */
    UNSUPPORTED,
    /** There has to be an address behind the prefix, and there is none. */
    NO_ADDRESS,
    /** There has to be a DNS name behind the prefix, and only a destination can have one. */
    NO_NAME,
    /** An endpoint that the Service does not have. */
    NO_ENDPOINT,
    /** An endpoint of a Service that has none. */
    NO_ENDPOINTS,
    /** A URL whose host or port makes no sense. */
    BAD_URL,
    /** The port stands in the name and beside it, and they differ. */
    TWO_PORTS,
    /** TCP and UDP need a port. */
    NO_PORT,
    /** Only TCP has connections that data could go over. */
    NO_CONNECTION,
    /** The port in the name is not from 1 to 65535, nor the name of one that there is. */
    BAD_PORT
  }

  private final Why why;
  private final String field;
  private final String text;
  private final transient List<String> candidates;

  TargetException(Why why, String field, String text, List<String> candidates) {
    super(why + " " + field + " " + text);
    this.why = why;
    this.field = field;
    this.text = text;
    this.candidates = List.copyOf(candidates);
  }

  /** Returns the reason. */
  public Why why() {
    return why;
  }

  /** The field of the probe: from, to or port. */
  public String field() {
    return field;
  }

  /** Returns the text as written. */
  public String text() {
    return text;
  }

  /** Names that may have been meant, the likeliest first; may be empty. */
  public List<String> candidates() {
    return candidates;
  }
}
