package dev.podlane.net.addr;

/** The ports that a kernel chooses from: net.ipv4.ip_local_port_range by default. */
public final class EphemeralPorts {
  /** The first of them. */
  public static final int FIRST = 32_768;

  /** Their number. */
  public static final int COUNT = 28_232;

  private EphemeralPorts() {}

  /** Returns true if it is one of them. */
  public static boolean has(int port) {
    return port >= FIRST && port < FIRST + COUNT;
  }

  /** One of them; numbers that are {@link #COUNT} apart have the same. */
  public static int at(int number) {
    return FIRST + Math.floorMod(number, COUNT);
  }
}
