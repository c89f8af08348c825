package dev.podlane.cluster.docker;

/**
 * The network mode of a container: {@code --network}.
 *
 * @param kind kind of the mode
 * @param name of the network or the other container; empty for {@code host} and {@code none}
 */
public record NetworkMode(Kind kind, String name) {
  /** Name of the network of docker0. */
  public static final String DEFAULT = "bridge";

  /** Ways to be attached. */
  public enum Kind {
    /** A namespace of its own, wired to the bridge of a network. */
    BRIDGE,
    /** The host's own namespace. */
    HOST,
    /** A namespace of its own with nothing but lo. */
    NONE,
    /** The namespace of another container. */
    CONTAINER
  }

  /** The mode that a text means; whether its name means anything is another question. */
  static NetworkMode parse(String text) {
    return switch (text) {
      case "", "default" -> new NetworkMode(Kind.BRIDGE, DEFAULT);
      case "host" -> new NetworkMode(Kind.HOST, "");
      case "none" -> new NetworkMode(Kind.NONE, "");
      default ->
          text.startsWith("container:")
              ? new NetworkMode(Kind.CONTAINER, text.substring("container:".length()))
              : new NetworkMode(Kind.BRIDGE, text);
    };
  }
}
