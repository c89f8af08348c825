package dev.podlane.net.filter.nft;

import dev.podlane.net.shared.KeyedSupply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A set or map of a table, or one written in a rule; what is in it is found by look-up. */
public final class NamedSet {
  private final String name;
  private final Shape shape;
  private final Options options;
  private final List<Element> elements;
  private final @Nullable KeyedSupply<List<Datum>, Element> supply;

  // Follows from the elements alone: a race costs time, never an answer.
  private @Nullable SetIndex index;

  /**
   * The types of the elements.
   *
   * @param key type of each part of the key
   * @param bits width of each part of the key
   * @param value type of each part of a map's data; empty of a set
   * @param isVerdictMap true if a map has verdicts
   * @param typeof the expressions it is declared by, empty if by types
   */
  public record Shape(
      List<DataType> key,
      List<Integer> bits,
      List<DataType> value,
      boolean isVerdictMap,
      String typeof) {
    public Shape {
      key = List.copyOf(key);
      bits = List.copyOf(bits);
      value = List.copyOf(value);
    }

    /** Returns true if keys are mapped to something. */
    public boolean isMap() {
      return isVerdictMap || !value.isEmpty();
    }
  }

  /** Flags of a set, in the order in which nft prints them. */
  public enum Flag {
    CONSTANT,
    DYNAMIC,
    INTERVAL,
    TIMEOUT
  }

  /**
   * Its options.
   *
   * @param flags its flags in the order in which nft prints them
   * @param timeoutMillis time for which an element stays, 0 for ever
   * @param collectMillis interval at which old elements are collected, 0 if not said
   * @param size most elements, 0 if not said
   * @param policy {@code memory}, or empty
   * @param autoMerge true if neighbouring elements become one
   * @param comment empty if none
   * @param objects the kind of object a map leads to, such as {@code counter}; empty for none
   * @param statements statements of each element
   */
  public record Options(
      List<Flag> flags,
      long timeoutMillis,
      long collectMillis,
      long size,
      String policy,
      boolean autoMerge,
      String comment,
      String objects,
      List<Statement> statements) {
    /** None. */
    public static final Options NONE =
        new Options(List.of(), 0, 0, 0, "", false, "", "", List.of());

    public Options {
      flags = List.copyOf(flags);
      statements = List.copyOf(statements);
    }

    /** Returns true if it has the flag. */
    public boolean has(Flag flag) {
      return flags.contains(flag);
    }
  }

  /**
   * A set or map.
   *
   * @param name empty if it is written in a rule
   * @param elements none of which overlap
   */
  public NamedSet(String name, Shape shape, Options options, List<Element> elements) {
    this(name, shape, options, List.copyOf(elements), null);
  }

  private NamedSet(
      String name,
      Shape shape,
      Options options,
      List<Element> elements,
      @Nullable KeyedSupply<List<Datum>, Element> supply) {
    this.name = name.intern();
    this.shape = shape;
    this.options = options;
    this.elements = elements;
    this.supply = supply;
  }

  /** Its name; empty if it is written in a rule. */
  public String name() {
    return name;
  }

  /** The types of the elements. */
  public Shape shape() {
    return shape;
  }

  /** Its options. */
  public Options options() {
    return options;
  }

  /** Its elements. */
  public List<Element> elements() {
    return supply == null ? elements : List.copyOf(supply.all());
  }

  /** Returns true if keys are mapped to something. */
  public boolean isMap() {
    return shape.isMap();
  }

  /** The element that holds the key; none if no one does. */
  public @Nullable Element find(List<Datum> key) {
    return supply == null ? index().find(key) : supply.get(key);
  }

  /** An element that shares a key with this one, if there is one. */
  public @Nullable Element overlapping(Element element) {
    return index().overlapping(element);
  }

  /** This set with elements added. */
  public NamedSet with(Collection<Element> more) {
    List<Element> now = new ArrayList<>(elements());
    now.addAll(more);
    return new NamedSet(name, shape, options, now);
  }

  /** This set with the elements of a supply instead of its own. */
  public NamedSet withSupply(KeyedSupply<List<Datum>, Element> instead) {
    return new NamedSet(name, shape, options, List.of(), instead);
  }

  /** This set with these elements only. */
  public NamedSet withOnly(List<Element> now) {
    return new NamedSet(name, shape, options, now);
  }

  private SetIndex index() {
    SetIndex known = index;
    if (known == null) {
      known = new SetIndex(elements(), shape.bits());
      index = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedSet set
        && name.equals(set.name)
        && shape.equals(set.shape)
        && options.equals(set.options)
        && ((supply != null && supply.equals(set.supply)) || elements().equals(set.elements()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, shape, options, elements());
  }

  @Override
  public String toString() {
    return "NamedSet[" + name + ", " + shape + ", " + options + ", " + elements() + "]";
  }
}
