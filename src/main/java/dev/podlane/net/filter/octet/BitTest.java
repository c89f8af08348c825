package dev.podlane.net.filter.octet;

import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.Finding;
import dev.podlane.net.filter.PacketAtHook;
import dev.podlane.net.filter.RulePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code -m u32}: numbers of four octets of the packet, moved and masked, lie in ranges
 * (net/netfilter/xt_u32.c).
 *
 * @param tests all of which must hold
 */
public record BitTest(List<Test> tests) implements Condition {
  /** XT_U32_MAXSIZE. */
  private static final int MOST = 10;

  private static final int OCTETS = 4;

  private static final String NUMBER = "0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10}";
  private static final Pattern STEP = Pattern.compile("(&|<<|>>|@)?(" + NUMBER + ")");
  private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")(?::(" + NUMBER + "))?");

  /**
   * A number of the packet.
   *
   * @param start place of its first octet
   * @param steps operations on it, one after the other
   * @param ranges one of which must hold it
   */
  public record Test(int start, List<Step> steps, List<Range> ranges) {
    public Test {
      steps = List.copyOf(steps);
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * A step.
   *
   * @param sign {@code &}, {@code <<}, {@code >>} or {@code @}
   */
  public record Step(String sign, int number) {}

  /** An unsigned range, both ends included. */
  public record Range(long first, long last) {
    private boolean isWithin(PartlyKnown number) {
      return first <= number.least() && number.most() <= last;
    }

    private boolean mayHold(PartlyKnown number) {
      return first <= number.most() && number.least() <= last;
    }
  }

  public BitTest {
    tests = List.copyOf(tests);
  }

  /** Reads the words of {@code --u32}, without spaces; empty if they are none. */
  public static Optional<BitTest> read(String words) {
    List<Test> tests = new ArrayList<>();
    for (String each : words.split("&&", -1)) {
      String[] sides = each.split("=", -1);
      Optional<Test> test = sides.length == 2 ? test(sides[0], sides[1]) : Optional.empty();
      if (test.isEmpty()) {
        return Optional.empty();
      }
      tests.add(test.get());
    }
    return tests.size() > MOST ? Optional.empty() : Optional.of(new BitTest(tests));
  }

  private static Optional<Test> test(String place, String values) {
    List<Step> all = new ArrayList<>();
    Matcher step = STEP.matcher(place);
    int at = 0;
    while (at < place.length() && step.find(at) && step.start() == at) {
      String sign = step.group(1) == null ? "" : step.group(1);
      if (sign.isEmpty() != all.isEmpty()) {
        return Optional.empty();
      }
      all.add(new Step(sign, (int) Long.decode(step.group(2)).longValue()));
      at = step.end();
    }
    List<Range> ranges = new ArrayList<>();
    for (String value : values.split(",", -1)) {
      Matcher range = RANGE.matcher(value);
      if (!range.matches()) {
        return Optional.empty();
      }
      long first = Long.decode(range.group(1));
      ranges.add(new Range(first, range.group(2) == null ? first : Long.decode(range.group(2))));
    }
    boolean isWhole = at == place.length() && !all.isEmpty();
    return isWhole && all.size() <= MOST + 1 && ranges.size() <= MOST + 1
        ? Optional.of(new Test(all.get(0).number(), all.subList(1, all.size()), ranges))
        : Optional.empty();
  }

  @Override
  public Finding ask(PacketAtHook subject, RulePlace at) {
    KnownOctets octets = KnownOctets.of(subject.packet());
    boolean isOpen = false;
    for (Test test : tests) {
      Optional<PartlyKnown> number = number(test, octets);
      if (number.isEmpty() || test.ranges().stream().noneMatch(it -> it.mayHold(number.get()))) {
        return Finding.of(false, "octets");
      }
      isOpen |= test.ranges().stream().noneMatch(it -> it.isWithin(number.get()));
    }
    return isOpen ? Finding.open("octets.open") : Finding.of(true, "octets");
  }

  /** The number of a test; empty if it lies beyond the end of the packet. */
  private static Optional<PartlyKnown> number(Test test, KnownOctets octets) {
    if (!octets.has(test.start(), OCTETS)) {
      return Optional.empty();
    }
    PartlyKnown number = octets.number(test.start(), OCTETS);
    int moved = 0;
    for (Step step : test.steps()) {
      int by = step.number();
      switch (step.sign()) {
        case "&" -> number = number.and(by);
        case "<<" -> number = number.left(by);
        case ">>" -> number = number.right(by);
        default -> {
          if (!number.isKnown()) {
            return Optional.of(PartlyKnown.NOTHING); // nobody knows which octets are meant
          }
          long there = moved + number.least();
          if (there > octets.length() || !octets.has((int) there + by, OCTETS)) {
            return Optional.empty();
          }
          moved = (int) there;
          number = octets.number(moved + by, OCTETS);
        }
      }
    }
    return Optional.of(number);
  }
}
