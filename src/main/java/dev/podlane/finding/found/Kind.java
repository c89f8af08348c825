package dev.podlane.finding.found;

import java.util.stream.Stream;

/**
 * The kinds of findings. A code is stable: programs filter by it, and it is never given to another
 * kind (docs/findings.md lists all).
 */
public enum Kind {
  SERVICE_SELECTS_NOTHING("service.selects-nothing", Level.ERROR),
  SERVICE_PODS_ELSEWHERE("service.pods-elsewhere", Level.ERROR),
  SERVICE_NOT_READY("service.no-ready-endpoints", Level.ERROR),
  SERVICE_TARGET_UNHEARD("service.target-port-unheard", Level.ERROR),
  SERVICE_TARGET_LOOPBACK("service.target-port-loopback", Level.ERROR),
  SERVICE_TARGET_PROTOCOL("service.target-port-protocol", Level.ERROR),
  SERVICE_TARGET_NAME("service.target-port-name", Level.ERROR),
  SERVICE_TARGET_PARTLY("service.target-port-partly", Level.WARNING),
  SERVICE_NAME_PARTLY("service.port-name-partly", Level.WARNING),
  SERVICE_PENDING("service.load-balancer-pending", Level.WARNING),
  SERVICE_EXTERNAL_LOCAL("service.external-local", Level.WARNING),
  SERVICE_BALANCER_LOCAL("service.load-balancer-local", Level.NOTE),
  SERVICE_INTERNAL_LOCAL("service.internal-local", Level.WARNING),
  SERVICE_HEADLESS_PORT("service.headless-port", Level.WARNING);

  /** The weight of a finding. */
  public enum Level {
    /** Something that is written does not work. */
    ERROR,
    /** Something does not work for some, or as its author most probably meant. */
    WARNING,
    /** Worth knowing; it may be meant. */
    NOTE
  }

  private final String code;
  private final Level level;

  Kind(String code, Level level) {
    this.code = code;
    this.level = level;
  }

  /** Its code, such as {@code service.selects-nothing}. */
  public String code() {
    return code;
  }

  /** Its weight. */
  public Level level() {
    return level;
  }

  /** The codes of all kinds, in their order. */
  public static Stream<String> codes() {
    return Stream.of(values()).map(Kind::code);
  }
}
