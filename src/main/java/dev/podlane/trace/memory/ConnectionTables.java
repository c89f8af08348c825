package dev.podlane.trace.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections that all namespaces track. */
public final class ConnectionTables {
  private final Map<String, Connections> tables = new LinkedHashMap<>();
  private long begun;

  ConnectionTables copy() {
    ConnectionTables copy = new ConnectionTables();
    tables.forEach((namespace, own) -> copy.tables.put(namespace, own.copy()));
    copy.begun = begun;
    return copy;
  }

  Connections of(String namespace) {
    return tables.computeIfAbsent(namespace, any -> new Connections());
  }

  @Nullable Connections find(String namespace) {
    return tables.get(namespace);
  }

  /** The namespaces that track connections. */
  public List<String> namespaces() {
    return List.copyOf(tables.keySet());
  }

  long next() {
    return ++begun;
  }

  /** Number of the connection that began last; 0 before the first. */
  public long last() {
    return begun;
  }

  void forget(String namespace) {
    tables.remove(namespace);
  }

  void clear() {
    tables.clear();
  }
}
