package dev.podlane.scenario.term;

import static dev.podlane.scenario.term.Kind.LIST;
import static dev.podlane.scenario.term.Kind.NUMBER;
import static dev.podlane.scenario.term.Kind.TEXT;
import static dev.podlane.scenario.term.Kind.TRUTH;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The questions that can be asked of the engine; docs/lessons.md explains each. */
public enum Function {
  /** The result that the sender observes, as docs/outcomes.md lists them. */
  RESULT(TEXT, Parameter.PROBE),
  /** The error of the sender's call. */
  ERRNO(TEXT, Parameter.PROBE),
  /** The socket that answered. */
  SERVER(
      fields("ns", TEXT, "listener", TEXT, "sees_src", TEXT, "sees_sport", NUMBER, "local", TEXT),
      Parameter.PROBE),
  /** The ICMP error that ended it. */
  ICMP(fields("type", NUMBER, "code", NUMBER, "from", TEXT, "mtu", NUMBER), Parameter.PROBE),
  /** The decision by which it was not answered. */
  CAUSE(
      fields("code", TEXT, "reason", TEXT, "netns", TEXT, "device", TEXT, "object", TEXT),
      Parameter.PROBE),
  /** The place where the flow ended. */
  DROP(fields("netns", TEXT, "device", TEXT, "reason", TEXT), Parameter.WALK),
  /** Time to live at a device. */
  TTL(NUMBER, Parameter.WALK, Parameter.PLACE, Parameter.DIRECTION),
  /** Source address at a device. */
  SRC(TEXT, Parameter.WALK, Parameter.PLACE, Parameter.DIRECTION),
  /** Destination address at a device. */
  DST(TEXT, Parameter.WALK, Parameter.PLACE, Parameter.DIRECTION),
  /** True if it was in that namespace, or at that device. */
  PASSES(TRUTH, Parameter.WALK, Parameter.PLACE),
  /** The machine or pod that gets it from there. */
  NEXT(TEXT, Parameter.WALK, Parameter.NAME),
  /** The machine or pod that it came from. */
  PREV(TEXT, Parameter.WALK, Parameter.NAME),
  /** The destination that was first looked up in that namespace. */
  LOOKUP(TEXT, Parameter.WALK, Parameter.NAME),
  /** The address that the first translation in that namespace wrote. */
  TRANSLATED(TEXT, Parameter.WALK, Parameter.NAME),
  /** True if it was inside another packet at a device. */
  WRAPPED(TRUTH, Parameter.WALK, Parameter.PLACE),
  /** Number of steps of a stage. */
  COUNT(NUMBER, Parameter.WALK, Parameter.STAGE),
  /** Number of questions asked by ARP. */
  ARP(NUMBER, Parameter.PROBE),
  /** Seconds of simulated time until the sender knew. */
  TOOK(NUMBER, Parameter.PROBE),
  /** The answer to a URL. */
  HTTP(
      fields("status", NUMBER, "pod", TEXT, "service", TEXT, "forwarded_for", TEXT),
      Parameter.PROBE),
  /** Number of names that were asked for. */
  TRIED(NUMBER, Parameter.PROBE),
  /** The addresses that a name led to. */
  ADDRESSES(LIST, Parameter.PROBE),
  /** Number of endpoints that could have been chosen. */
  CHOICES(NUMBER, Parameter.PROBE),
  /** Probability of an endpoint, 0 to 1. */
  SHARE(NUMBER, Parameter.PROBE, Parameter.NAME),
  /** Answers of the repetitions of a probe that came from that pod. */
  ANSWERED(NUMBER, Parameter.PROBE, Parameter.NAME),
  /** Repetitions of a probe that were delivered. */
  DELIVERED(NUMBER, Parameter.PROBE),
  /** Results of a group of probes. */
  PAIRS(fields("delivered", NUMBER, "failed", NUMBER, "unknown", NUMBER), Parameter.GROUP),
  /** The route of exactly that prefix in the table main. */
  ROW(fields("via", TEXT, "dev", TEXT, "type", TEXT), Parameter.NAME, Parameter.PREFIX),
  /** First address of a device. */
  ADDR(TEXT, Parameter.NAME, Parameter.NAME),
  /** MTU of a device, in octets. */
  MTU(NUMBER, Parameter.NAME, Parameter.NAME),
  /** The bridge whose port a device is. */
  MASTER(TEXT, Parameter.NAME, Parameter.NAME),
  /** True if a device is up. */
  UP(TRUTH, Parameter.NAME, Parameter.NAME),
  /** A kernel setting, as text. */
  SYSCTL(TEXT, Parameter.NAME, Parameter.NAME),
  /** Number of sockets that listen on a port. */
  LISTENERS(NUMBER, Parameter.NAME, Parameter.PROTOCOL, Parameter.NUMBER),
  /** Name of the first socket that listens on a port. */
  LISTENER(TEXT, Parameter.NAME, Parameter.PROTOCOL, Parameter.NUMBER),
  /** Number of lines of iptables-save that have all the words. */
  RULES(NUMBER, Parameter.NAME, Parameter.NAME),
  /** Number of devices that have an address, in all network namespaces. */
  HOLDERS(NUMBER, Parameter.NAME),
  /** True if the documents have a problem of that code. */
  PROBLEM(TRUTH, Parameter.NAME),
  /** True if the cluster has a finding of that code. */
  FINDING(TRUTH, Parameter.NAME),
  /** The block of pod addresses of a node. */
  CIDR(TEXT, Parameter.NAME),
  /** Number of ready endpoints of a Service. */
  READY(NUMBER, Parameter.NAME),
  /** Number of objects of a kind whose {@code namespace/name} begins like that. */
  OBJECTS(NUMBER, Parameter.NAME, Parameter.NAME),
  /** A field of an object as it is written. */
  FIELD(TEXT, Parameter.NAME, Parameter.NAME, Parameter.NAME),
  /** Number of the learner's edits. */
  EDITS(NUMBER),
  /** True if the learner edited a namespace, machine or object. */
  EDITED(TRUTH, Parameter.NAME),
  /** The same for edits after a page was passed. */
  EDITED_AFTER(TRUTH, Parameter.PAGE, Parameter.NAME),
  /** True if a command of the learner has these words. */
  TYPED(TRUTH, Parameter.NAME),
  /** True if a result differs from that of the untouched cluster. */
  CHANGED(TRUTH, Parameter.PROBE),
  /** Requests of a traffic that were not answered. */
  LOST(NUMBER, Parameter.TRAFFIC),
  /** Requests of a traffic. */
  SENT(NUMBER, Parameter.TRAFFIC);

  private static final Map<String, Function> BY_NAME = new LinkedHashMap<>();

  static {
    for (Function each : values()) {
      BY_NAME.put(each.word(), each);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Map<String, Kind> fields;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<Parameter> parameters;

  Function(Kind kind, Parameter... parameters) {
    this(Map.of("", kind), parameters);
  }

  Function(Map<String, Kind> fields, Parameter... parameters) {
    this.fields = fields;
    this.parameters = List.of(parameters);
  }

  private static Map<String, Kind> fields(Object... namesAndKinds) {
    Map<String, Kind> all = new LinkedHashMap<>();
    for (int i = 0; i < namesAndKinds.length; i += 2) {
      all.put((String) namesAndKinds[i], (Kind) namesAndKinds[i + 1]);
    }
    return Collections.unmodifiableMap(all);
  }

  /** The function of a name; empty if there is none. */
  public static Optional<Function> named(String word) {
    return Optional.ofNullable(BY_NAME.get(word));
  }

  /** The name in expressions. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The meaning of its arguments, in order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Names of its fields; only the empty one if the call itself is the value. */
  public List<String> fieldNames() {
    return List.copyOf(fields.keySet());
  }

  /** The type of a field; empty if it has no such field. */
  Optional<Kind> kind(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** All names, in order. */
  static String names() {
    return String.join(", ", Arrays.stream(values()).map(Function::word).toList());
  }
}
