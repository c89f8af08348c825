package dev.podlane.cluster.dns;

import dev.podlane.cluster.object.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * The reason why an answer is not known.
 *
 * @param kind kind of reason
 * @param what the plugin, name, program or text that it is about
 * @param object the object that says so; null if none does
 * @param path the field of that object; empty if it is the object as a whole
 */
public record Doubt(Kind kind, String what, @Nullable ObjectRef object, String path) {
  /** Kinds of reasons. */
  public enum Kind {
    /** A plugin or an option of CoreDNS that is not simulated. */
    PLUGIN,
    /** A name outside that nobody has told. */
    OUTSIDE,
    /** A program that answers, and is not CoreDNS. */
    PROGRAM,
    /** A Corefile that cannot be read. */
    COREFILE,
    /** The Service default/kubernetes, which every API server makes, is not in the documents. */
    API_SERVER,
    /** A bound of Podlane's was reached. */
    BOUND,
    /** The walk of a query to another server. */
    WALK
  }

  /** A name outside the cluster. */
  public static Doubt outside(DnsName name) {
    return new Doubt(Kind.OUTSIDE, name.text(), null, "");
  }
}
