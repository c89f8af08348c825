package dev.podlane.net.packet.wire;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import java.util.Random;

/** Any packet of IPv4 that the records can say. */
final class RandomPackets {
  private static final int MOST_DATA = 9_000;

  private final Random random;

  RandomPackets(long seed) {
    this.random = new Random(seed);
  }

  IpPacket next() {
    return next(2);
  }

  private IpPacket next(int depth) {
    return new IpPacket(
        Ip.v4(random.nextInt()),
        Ip.v4(random.nextInt()),
        random.nextInt(256),
        random.nextInt(0x1_0000),
        random.nextBoolean(),
        segment(depth));
  }

  private Segment segment(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0 -> new Udp(port(), port(), random.nextInt(MOST_DATA));
      case 1 -> {
        Tcp.Flags[] flags = Tcp.Flags.values();
        yield new Tcp(port(), port(), flags[random.nextInt(flags.length)], random.nextInt());
      }
      case 2 -> new Icmp.Echo(random.nextBoolean(), port(), port(), random.nextInt(MOST_DATA));
      case 3 -> new Icmp.Problem(3, 4, random.nextInt(1_500), next(depth - 1));
      case 4 -> new Icmp.Redirect(Ip.v4(random.nextInt()), next(depth - 1));
      default -> {
        Mac from = new Mac(random.nextLong() >>> 16);
        Mac to = new Mac(random.nextLong() >>> 16);
        yield new Vxlan(
            port(), 4789, random.nextInt(1 << 24), new Frame(from, to, next(depth - 1)));
      }
    };
  }

  private int port() {
    return 1 + random.nextInt(0xffff);
  }
}
