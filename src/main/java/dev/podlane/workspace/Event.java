package dev.podlane.workspace;

import dev.podlane.cluster.docker.DockerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event after a cluster's documents were written. Events about objects ({@link FieldChange},
 * {@link Manifest}, {@link PodEnd}, {@link ContainerChange}) determine the cluster; {@link
 * Commands} and {@link CableChange} happen in the network compiled from it, in their order.
 */
public sealed interface Event {
  /** Returns the event in one line, in the terms of a user; names, no sentence. */
  String text();

  /** Returns true if it happens in the compiled network, and not to objects. */
  default boolean isInNetwork() {
    return this instanceof Commands || this instanceof CableChange;
  }

  /** Returns true if it happens to objects, before the time line begins. */
  default boolean isBeforeTime() {
    return !isInNetwork() && !(this instanceof Timed);
  }

  /** Returns true if it removes a whole object. */
  default boolean isDeletion() {
    return false;
  }

  /** Returns the place of the event: a network namespace, the path of an object, or a machine. */
  String where();

  /**
   * Command lines given one after the other; all are carried out or none.
   *
   * @param namespace network namespace they are given in
   * @param lines at least one
   */
  record Commands(String namespace, List<String> lines) implements Event {
    public Commands {
      lines = List.copyOf(lines);
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("there must be a command");
      }
    }

    @Override
    public String text() {
      return String.join("\n", lines);
    }

    @Override
    public String where() {
      return namespace;
    }
  }

  /**
   * A field of one object gets another value.
   *
   * @param object the object
   * @param path the field, as {@code spec.containers[0].image} or as a JSON pointer (RFC 6901);
   *     empty for the whole object
   * @param json the value as JSON; null takes the field away, or the whole object
   */
  record FieldChange(ObjectName object, String path, @Nullable String json) implements Event {
    @Override
    public String text() {
      return json == null ? "delete " + path : path + " = " + json;
    }

    @Override
    public boolean isDeletion() {
      return path.isEmpty() && json == null;
    }

    @Override
    public String where() {
      return object.toString();
    }
  }

  /**
   * Objects that are added, or take the place of those of the same kind, namespace and name.
   *
   * @param documents YAML or JSON, without secrets
   */
  record Manifest(String documents) implements Event {
    @Override
    public String text() {
      return "apply";
    }

    @Override
    public String where() {
      return "";
    }
  }

  /**
   * A container of a pod ends, or its sandbox: {@code podlane.dev/v1 PodEvents}.
   *
   * @param pod {@code namespace/name}
   * @param container its name; empty for the sandbox (pause)
   */
  record PodEnd(String pod, String container) implements Event {
    @Override
    public String text() {
      return container.isEmpty() ? "killPause" : "kill " + container;
    }

    @Override
    public String where() {
      return pod;
    }
  }

  /**
   * A container of a Docker engine is started or ends.
   *
   * @param machine the machine
   * @param kind kind of the change
   * @param container its name
   */
  record ContainerChange(String machine, DockerEvent.Kind kind, String container) implements Event {
    @Override
    public String text() {
      return "docker " + kind.text() + " " + container;
    }

    @Override
    public String where() {
      return machine;
    }
  }

  /**
   * A cable is pulled out, or plugged in again: both its ends lose their carrier and keep all else.
   *
   * @param device one of its ends, as {@code namespace/device}
   * @param plugged true if it is plugged in
   */
  record CableChange(String device, boolean plugged) implements Event {
    @Override
    public String text() {
      return (plugged ? "plug " : "unplug ") + device.substring(device.lastIndexOf('/') + 1);
    }

    @Override
    public String where() {
      return device.substring(0, Math.max(0, device.lastIndexOf('/')));
    }
  }

  /**
   * Something that is done to a pod, a workload or a machine while time passes.
   *
   * @param act the deed
   * @param target {@code namespace/name} of a pod, {@code KIND namespace/name} of a workload, a
   *     node, or the name of a setting
   * @param detail further details of the deed: seconds of grace, a revision, a container, the value
   *     of a setting; empty for none
   */
  record Act(Deed act, String target, String detail) implements Event {
    @Override
    public String text() {
      return act.text() + (detail.isEmpty() ? "" : " " + detail);
    }

    @Override
    public String where() {
      return target;
    }
  }

  /** Deeds that need time to take effect. */
  enum Deed {
    DELETE_POD("delete"),
    LABEL_POD("label"),
    ROLLBACK("undo"),
    FAIL_READINESS("failReadiness"),
    PASS_READINESS("passReadiness"),
    FAIL_LIVENESS("failLiveness"),
    PASS_LIVENESS("passLiveness"),
    FAIL("fail"),
    PASS("pass"),
    CORDON("cordon"),
    UNCORDON("uncordon"),
    DRAIN("drain"),
    LOSE_NODE("loseNode"),
    RETURN_NODE("returnNode"),
    STOP_PROXY("stopProxy"),
    START_PROXY("startProxy"),
    FIRE("fire"),
    PROXY_MODE("proxyMode"),
    SET("set");

    private final String text;

    Deed(String text) {
      this.text = text;
    }

    /** The word of the API. */
    public String text() {
      return text;
    }
  }

  /**
   * An event at a moment of the time line: all that follows from it follows as time passes.
   *
   * @param at milliseconds since the beginning of the time line
   * @param what a {@link FieldChange}, {@link Manifest}, {@link PodEnd} or {@link Act}
   */
  record Timed(long at, Event what) implements Event {
    @Override
    public String text() {
      return what.text();
    }

    @Override
    public boolean isDeletion() {
      return what.isDeletion();
    }

    @Override
    public String where() {
      return what.where();
    }
  }

  /**
   * An event that came before is taken out, as if it had never happened.
   *
   * @param id of that event's edit
   * @param wanted its text; if it is another event by now, nothing is taken out
   */
  record Withdrawal(String id, String wanted) implements Event {
    @Override
    public String text() {
      return "withdraw " + wanted;
    }

    @Override
    public String where() {
      return "";
    }
  }
}
