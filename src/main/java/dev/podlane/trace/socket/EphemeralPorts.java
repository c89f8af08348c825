package dev.podlane.trace.socket;

import java.util.Random;

/** The ports that the kernel chooses for clients: net.ipv4.ip_local_port_range by default. */
final class EphemeralPorts {
  private static final int FIRST = 32_768;

  private static final int SIZE = 28_232;

  private EphemeralPorts() {}

  static boolean has(int port) {
    return port >= FIRST && port < FIRST + SIZE;
  }

  static int draw(Random random) {
    return FIRST + random.nextInt(SIZE);
  }
}
