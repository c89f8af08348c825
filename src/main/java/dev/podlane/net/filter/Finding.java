package dev.podlane.net.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a condition for a packet, with the values on which it rests.
 *
 * @param result the result
 * @param code names the kind of values, for the texts
 * @param values the packet's or the namespace's values, ready to be printed
 */
public record Finding(Result result, String code, List<String> values) {
  /** A result. */
  public enum Result {
    YES,
    NO,
    /** The packet has nothing to compare: it fails, also if it is negated. */
    NEVER,
    /** The packet is dropped there and then (hotdrop). */
    DROPS,
    /** It depends on a fact that the model does not have. */
    OPEN
  }

  public Finding {
    values = List.copyOf(values);
  }

  private static Finding of(Result result, String code, Object... values) {
    return new Finding(result, code, Stream.of(values).map(String::valueOf).toList());
  }

  /** A condition that holds or does not. */
  public static Finding of(boolean holds, String code, Object... values) {
    return of(holds ? Result.YES : Result.NO, code, values);
  }

  /** A condition about something that the packet does not have. */
  public static Finding never(String code, Object... values) {
    return of(Result.NEVER, code, values);
  }

  /** A condition that drops the packet itself. */
  public static Finding drops(String code, Object... values) {
    return of(Result.DROPS, code, values);
  }

  /** A condition that the model cannot answer. */
  public static Finding open(String code, Object... values) {
    return of(Result.OPEN, code, values);
  }

  /** The result of the negated condition. */
  public Finding negated() {
    Result other =
        switch (result) {
          case YES -> Result.NO;
          case NO -> Result.YES;
          case NEVER -> Result.NEVER;
          case DROPS -> Result.DROPS;
          case OPEN -> Result.OPEN;
        };
    return new Finding(other, code, values);
  }

  /** The answer of a rule's condition. */
  public Answer answer() {
    return switch (result) {
      case YES -> Answer.YES;
      case NO, NEVER -> Answer.NO;
      case DROPS -> Answer.DROPS;
      case OPEN -> Answer.OPEN;
    };
  }
}
