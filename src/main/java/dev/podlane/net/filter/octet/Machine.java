package dev.podlane.net.filter.octet;

import dev.podlane.net.filter.octet.PacketProgram.Instruction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a program of the classic Berkeley packet filter over octets, some of them not known. */
final class Machine {
  static final int CLASS = 0x07;
  static final int OPERATION = 0xf0;
  static final int JMP = 5;
  static final int RET = 6;

  private static final int LD = 0;
  private static final int LDX = 1;
  private static final int ST = 2;
  private static final int STX = 3;
  private static final int ALU = 4;
  private static final int SIZE = 0x18;
  private static final int MODE = 0xe0;
  private static final int BY_X = 0x08;
  private static final int CELLS = 16;

  /** SKF_NET_OFF: from the network header on, which is where the octets begin. */
  private static final int NETWORK = -0x100000;

  /** SKF_AD_OFF: from here on to 0, places are questions to the kernel. */
  private static final int KERNEL = -0x1000;

  private final List<Instruction> program;
  private final KnownOctets octets;
  private final PartlyKnown[] memory = new PartlyKnown[CELLS];
  private PartlyKnown a = PartlyKnown.of(0);
  private PartlyKnown x = PartlyKnown.of(0);
  private boolean isBeyond;

  Machine(List<Instruction> program, KnownOctets octets) {
    this.program = program;
    this.octets = octets;
    Arrays.fill(memory, PartlyKnown.of(0));
  }

  /** Returns true if the result is not 0; empty if nobody knows. */
  Optional<Boolean> run() {
    int at = 0;
    while (true) {
      Instruction next = program.get(at);
      int kind = next.code() & CLASS;
      if (kind == RET) {
        boolean isOfA = (next.code() & SIZE) == 0x10;
        PartlyKnown result = isOfA ? a : PartlyKnown.of(next.k());
        return result.least() > 0
            ? Optional.of(true)
            : result.most() == 0 ? Optional.of(false) : Optional.empty();
      }
      int skipped = 0;
      if (kind == JMP) {
        Optional<Boolean> holds = jumps(next);
        if ((next.code() & OPERATION) == 0) {
          skipped = next.k();
        } else if (holds.isEmpty()) {
          return Optional.empty();
        } else {
          skipped = holds.get() ? next.onTrue() : next.onFalse();
        }
      } else if (!does(next, kind)) {
        return isBeyond ? Optional.of(false) : Optional.empty();
      }
      at += 1 + skipped;
    }
  }

  private Optional<Boolean> jumps(Instruction next) {
    PartlyKnown with = (next.code() & BY_X) == 0 ? PartlyKnown.of(next.k()) : x;
    return switch (next.code() & OPERATION) {
      case 0x10 -> equal(with);
      case 0x20 -> compared(a, with, 1);
      case 0x30 -> compared(a, with, 0);
      case 0x40 -> with.isKnown() ? any(a.and(with.value())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> equal(PartlyKnown with) {
    int both = a.known() & with.known();
    if ((a.value() & both) != (with.value() & both)) {
      return Optional.of(false);
    }
    return both == -1 ? Optional.of(true) : Optional.empty();
  }

  private static Optional<Boolean> any(PartlyKnown bits) {
    return bits.least() > 0
        ? Optional.of(true)
        : bits.most() == 0 ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Boolean> compared(PartlyKnown one, PartlyKnown other, int more) {
    if (one.least() >= other.most() + more) {
      return Optional.of(true);
    }
    return one.most() < other.least() + more ? Optional.of(false) : Optional.empty();
  }

  /** Returns false if the program ends here, or nobody knows how it goes on. */
  private boolean does(Instruction next, int kind) {
    switch (kind) {
      case LD, LDX -> {
        PartlyKnown loaded = loaded(next, kind);
        if (loaded == null) {
          return false;
        }
        if (kind == LD) {
          a = loaded;
        } else {
          x = loaded;
        }
        return true;
      }
      case ST, STX -> {
        if (next.k() < 0 || next.k() >= CELLS) {
          return false;
        }
        memory[next.k()] = kind == ST ? a : x;
        return true;
      }
      case ALU -> {
        return computes(next);
      }
      default -> { // MISC: TAX, TXA
        if ((next.code() & 0x80) == 0) {
          x = a;
        } else {
          a = x;
        }
        return true;
      }
    }
  }

  private @Nullable PartlyKnown loaded(Instruction next, int kind) {
    int k = next.k();
    return switch (next.code() & MODE) {
      case 0x00 -> PartlyKnown.of(k);
      case 0x20 -> octets(k, size(next));
      case 0x40 -> indexed(k, size(next));
      case 0x60 -> cell(k);
      case 0x80 -> PartlyKnown.of(octets.length());
      case 0xa0 -> headerLength(k, kind);
      default -> null;
    };
  }

  private @Nullable PartlyKnown indexed(int k, int size) {
    if (!x.isKnown()) {
      return null;
    }
    return octets(k + x.value(), size);
  }

  private @Nullable PartlyKnown cell(int k) {
    if (k < 0 || k >= CELLS) {
      return null;
    }
    return memory[k];
  }

  /** Four times the lower half of an octet. */
  private @Nullable PartlyKnown headerLength(int k, int kind) {
    PartlyKnown octet = kind == LDX ? octets(k, 1) : null;
    if (octet == null) {
      return null;
    }
    return octet.and(0xf).left(2);
  }

  private static int size(Instruction next) {
    return switch (next.code() & SIZE) {
      case 0x00 -> 4;
      case 0x08 -> 2;
      default -> 1;
    };
  }

  /**
   * Reading beyond the end returns 0; what lies below 0 is asked of the kernel, or of the frame.
   */
  private @Nullable PartlyKnown octets(int place, int size) {
    int at = place >= NETWORK && place < KERNEL ? place - NETWORK : place;
    if (at < 0) {
      return null;
    }
    if (!octets.has(at, size)) {
      isBeyond = true;
      return null;
    }
    return octets.number(at, size);
  }

  private boolean computes(Instruction next) {
    PartlyKnown with = (next.code() & BY_X) == 0 ? PartlyKnown.of(next.k()) : x;
    int operation = next.code() & OPERATION;
    boolean isNegation = operation == 0x80;
    if (!isNegation && !with.isKnown()) {
      a = PartlyKnown.NOTHING;
      return true;
    }
    int by = with.value();
    if ((operation == 0x30 || operation == 0x90) && by == 0) {
      isBeyond = true; // a division by 0 returns 0
      return false;
    }
    PartlyKnown bits =
        switch (operation) {
          case 0x40 -> a.or(by);
          case 0x50 -> a.and(by);
          case 0x60 -> a.left(by & 31);
          case 0x70 -> a.right(by & 31);
          case 0xa0 -> a.xor(by);
          default -> null;
        };
    if (bits != null) {
      a = bits;
      return true;
    }
    int value = a.value();
    int result =
        switch (operation) {
          case 0x00 -> value + by;
          case 0x10 -> value - by;
          case 0x20 -> value * by;
          case 0x30 -> Integer.divideUnsigned(value, by);
          case 0x90 -> Integer.remainderUnsigned(value, by);
          default -> -value;
        };
    a = a.isKnown() ? PartlyKnown.of(result) : PartlyKnown.NOTHING;
    return true;
  }
}
