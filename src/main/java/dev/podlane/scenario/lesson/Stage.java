package dev.podlane.scenario.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of steps, as lessons name them. */
public enum Stage {
  /** A program hands a packet to its kernel. */
  SEND,
  /** A frame comes in by a device. */
  IN,
  /** A frame leaves by a device. */
  OUT,
  /** Address resolution: a question, an answer, or its failure. */
  ARP,
  /** A bridge passes a frame on, or hands it up. */
  BRIDGE,
  /** A routing table is asked. */
  ROUTE,
  /** A router takes one from the time to live. */
  FORWARD,
  /** Rules of netfilter are read. */
  RULE,
  /** An address is translated. */
  NAT,
  /** A translation is undone for an answer. */
  UNDO,
  /** A packet is put into another. */
  WRAP,
  /** A packet is taken out of another. */
  UNWRAP,
  /** An ICMP error is sent. */
  ERROR,
  /** An ICMP redirect is sent. */
  REDIRECT,
  /** A packet is cut into fragments. */
  CUT,
  /** A socket gets something, or there is none. */
  SOCKET,
  /** A packet is dropped. */
  DROP,
  /** The last step of the walk. */
  END;

  /** The word of the files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stage of a word. */
  public static Optional<Stage> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Stage::word).toList();
  }
}
