package dev.podlane.cluster.field;

import dev.podlane.document.Fields;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Validation of Kubernetes names and labels (RFC 1123, RFC 6335, apimachinery validation). */
public final class NameValidation {
  static final int LONGEST_SUBDOMAIN = 253;
  static final int LONGEST_LABEL = 63;
  static final int LONGEST_PORT_NAME = 15;
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern PORT = Pattern.compile("[a-z0-9-]*[a-z][a-z0-9-]*");

  private NameValidation() {}

  /** A DNS label: namespaces, containers. */
  public static boolean isLabel(String name) {
    return name.length() <= LONGEST_LABEL && isLabel(name, 0, name.length());
  }

  /** Lower-case letters, digits and hyphens, with a letter or digit at both ends. */
  private static boolean isLabel(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      boolean hyphen = c == '-' && i > from && i < to - 1;
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !hyphen) {
        return false;
      }
    }
    return from < to;
  }

  /** A DNS subdomain: pods, nodes, workloads. */
  public static boolean isSubdomain(String name) {
    if (name.isEmpty() || name.length() > LONGEST_SUBDOMAIN) {
      return false;
    }
    int from = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
      if (!isLabel(name, from, dot)) {
        return false;
      }
      from = dot + 1;
    }
    return isLabel(name, from, name.length());
  }

  /** A port name: at most 15 lower-case letters, digits and hyphens, at least one letter. */
  public static boolean isPortName(String name) {
    return name.length() <= LONGEST_PORT_NAME
        && PORT.matcher(name).matches()
        && !name.startsWith("-")
        && !name.endsWith("-")
        && !name.contains("--");
  }

  private static boolean isQualified(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    return (slash < 0 || isSubdomain(key.substring(0, slash)))
        && name.length() <= LONGEST_LABEL
        && QUALIFIED.matcher(name).matches();
  }

  /** Reads the labels of a field; an invalid label is reported and left out. */
  public static SortedMap<String, String> labels(Fields parent, String field) {
    SortedMap<String, String> written = parent.textMap(field);
    if (written.isEmpty()) {
      return written;
    }
    TreeMap<String, String> good = new TreeMap<>();
    for (Map.Entry<String, String> label : written.entrySet()) {
      String value = label.getValue();
      boolean valueFits =
          value.isEmpty()
              || (value.length() <= LONGEST_LABEL && QUALIFIED.matcher(value).matches());
      if (isQualified(label.getKey()) && valueFits) {
        good.put(label.getKey(), value);
      } else {
        String code = valueFits ? "label.key" : "label.value";
        parent.map(field).ifPresent(m -> m.error(label.getKey(), code, label.getKey(), value));
      }
    }
    return good;
  }
}
