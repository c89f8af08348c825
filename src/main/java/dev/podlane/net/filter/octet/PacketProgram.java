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
 * {@code -m bpf --bytecode}: a program of the classic Berkeley packet filter returns something else
 * than 0 (net/netfilter/xt_bpf.c; the machine is that of Linux's
 * Documentation/networking/filter.rst).
 *
 * @param program its instructions; jumps lead forwards only, so it always ends
 */
public record PacketProgram(List<Instruction> program) implements Condition {
  /** XT_BPF_MAX_NUM_INSTR. */
  private static final int MOST = 64;

  private static final Pattern INSTRUCTION =
      Pattern.compile("(\\d{1,5}) (\\d{1,3}) (\\d{1,3}) (\\d{1,10})");

  /**
   * An instruction.
   *
   * @param code operation
   * @param onTrue instructions that a jump skips if its condition holds
   * @param onFalse instructions that it skips otherwise
   * @param k its constant
   */
  public record Instruction(int code, int onTrue, int onFalse, int k) {}

  public PacketProgram {
    program = List.copyOf(program);
  }

  /** Reads {@code 4,48 0 0 9,…}; empty if it is no program that Linux accepts. */
  public static Optional<PacketProgram> read(String words) {
    String[] parts = words.split(",", -1);
    List<Instruction> all = new ArrayList<>();
    for (int i = 1; i < parts.length && i <= MOST + 1; i++) {
      Matcher fields = INSTRUCTION.matcher(parts[i].strip());
      if (!fields.matches()) {
        return Optional.empty();
      }
      all.add(
          new Instruction(
              Integer.parseInt(fields.group(1)),
              Integer.parseInt(fields.group(2)),
              Integer.parseInt(fields.group(3)),
              (int) Long.parseLong(fields.group(4))));
    }
    boolean isCounted = parts[0].strip().equals("" + all.size());
    return isCounted && !all.isEmpty() && all.size() <= MOST && endsAlways(all)
        ? Optional.of(new PacketProgram(all))
        : Optional.empty();
  }

  /** The last instruction returns, and no jump leads beyond it (bpf_check_classic). */
  private static boolean endsAlways(List<Instruction> all) {
    for (int i = 0; i < all.size(); i++) {
      Instruction each = all.get(i);
      boolean isJump = (each.code() & Machine.CLASS) == Machine.JMP;
      boolean isAlways = isJump && (each.code() & Machine.OPERATION) == 0;
      long furthest =
          isAlways
              ? Integer.toUnsignedLong(each.k())
              : isJump ? Math.max(each.onTrue(), each.onFalse()) : 0;
      if (i + 1 + furthest >= all.size() && (isJump || i + 1 < all.size())) {
        return false;
      }
    }
    return (all.get(all.size() - 1).code() & Machine.CLASS) == Machine.RET;
  }

  @Override
  public Finding ask(PacketAtHook subject, RulePlace at) {
    Optional<Boolean> result = new Machine(program, KnownOctets.of(subject.packet())).run();
    return result
        .map(holds -> Finding.of(holds, "octets"))
        .orElseGet(() -> Finding.open("octets.open"));
  }
}
