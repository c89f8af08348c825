package dev.podlane.answer.sentence;

import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.Step;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The typed fields of a step by name. Steps are records, so their components are read by reflection
 * and the engine stays free of annotations; whole tables are left to the evidence.
 */
public final class StepFields {
  private static final Set<Class<?>> PLAIN =
      Set.of(int.class, long.class, boolean.class, Integer.class, Long.class, Boolean.class);

  private static final Set<Class<?>> TABLES = Set.of(RoutingTables.class, Sockets.class);

  private StepFields() {}

  public static Map<String, Object> of(Step step) {
    if (step instanceof RuleStep.RulesRead read) {
      return RuleWords.fields(read);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : step.getClass().getRecordComponents()) {
      Object value = read(component, step);
      if (value instanceof RouteDecision decision) {
        fields.putAll(RouteWords.fields(decision));
      } else if (value instanceof RouteQuery query) {
        fields.putAll(RouteWords.fields(query));
      } else if (value instanceof Listener listener) {
        fields.put("listener", listener.name());
        fields.put("protocol", listener.protocol().word());
        fields.put("port", listener.port());
      } else if (value != null && !isTable(component)) {
        fields.put(component.getName(), plain(value));
      }
    }
    return fields;
  }

  private static @Nullable Object read(RecordComponent component, Step step) {
    try {
      return component.getAccessor().invoke(step);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of a step cannot be read", e);
    }
  }

  /** Tables are records of the model, or lists of rows; lists of names are fields. */
  private static boolean isTable(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        ? list.getActualTypeArguments()[0] instanceof Class<?> row && row.isRecord()
        : TABLES.contains(component.getType());
  }

  private static Object plain(Object value) {
    if (PLAIN.contains(value.getClass())) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : value.toString();
  }
}
