package dev.podlane.console.iptables.option;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Protocol numbers and their names, from /etc/protocols of Debian and from iptables itself. */
public final class Protocols {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int DCCP = 33;
  public static final int SCTP = 132;
  private static final int MAX = 255;

  private static final String NAMES =
      "1 icmp 2 igmp 3 ggp 4 ipencap 5 st 6 tcp 8 egp 9 igp 12 pup 17 udp 20 hmp 22 xns-idp 27 rdp"
          + " 29 iso-tp4 33 dccp 36 xtp 37 ddp 38 idpr-cmtp 41 ipv6 43 ipv6-route 44 ipv6-frag"
          + " 45 idrp 46 rsvp 47 gre 50 esp 51 ah 57 skip 58 ipv6-icmp 59 ipv6-nonxt 60 ipv6-opts"
          + " 73 rspf 81 vmtp 88 eigrp 89 ospf 93 ax.25 94 ipip 97 etherip 98 encap 103 pim"
          + " 108 ipcomp 112 vrrp 115 l2tp 124 isis 132 sctp 133 fc 135 mobility-header"
          + " 136 udplite 137 mpls-in-ip 138 manet 139 hip 140 shim6 141 wesp 142 rohc"
          + " 143 ethernet";

  private static final Map<Integer, String> BY_NUMBER = new LinkedHashMap<>();
  private static final Map<String, Integer> BY_NAME = new LinkedHashMap<>();

  static {
    String[] words = NAMES.split(" ", -1);
    for (int at = 0; at < words.length; at += 2) {
      int number = Integer.parseInt(words[at]);
      BY_NUMBER.put(number, words[at + 1]);
      BY_NAME.put(words[at + 1], number);
    }
    BY_NAME.put("all", 0);
    BY_NAME.put("icmpv6", 58);
    BY_NAME.put("ipv6-mh", 135);
    BY_NAME.put("mh", 135);
  }

  private Protocols() {}

  /** The number a word stands for. */
  public static int number(String word) {
    return find(word)
        .orElseThrow(() -> IptablesException.usage("unknown protocol \"" + word + "\" specified"));
  }

  /** The number a word stands for; empty if it is none. */
  public static OptionalInt find(String word) {
    Integer named = BY_NAME.get(word.toLowerCase(Locale.ROOT));
    return named == null ? OptionNumbers.whole(word, 0, MAX) : OptionalInt.of(named);
  }

  /** The name of a number, or the number. */
  public static String name(int number) {
    return BY_NUMBER.getOrDefault(number, String.valueOf(number));
  }

  /** Returns true if packets of the protocol have ports. */
  static boolean hasPorts(int number) {
    return number == TCP || number == UDP || number == SCTP || number == DCCP || number == 136;
  }
}
