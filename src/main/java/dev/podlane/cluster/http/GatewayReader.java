package dev.podlane.cluster.http;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Gateways and ReferenceGrants. An unreadable field is absent. */
public final class GatewayReader {
  static final String GROUP = "gateway.networking.k8s.io";

  private GatewayReader() {}

  /** A Gateway. */
  public static Gateway gateway(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    List<Gateway.Listener> listeners = new ArrayList<>();
    if (spec.maps("listeners").isEmpty()) {
      spec.error("listeners", "gateway.no-listeners");
    }
    for (Fields each : spec.maps("listeners")) {
      HttpChecks.listener(each);
      int port = PortReader.required(each, "port");
      if (port > 0) {
        listeners.add(listener(ref, each, port));
      }
    }
    List<Ip> given = addresses(fields.mapOrEmpty("status"));
    return new Gateway(
        ref,
        fields.place(),
        spec.text("gatewayClassName").orElse(""),
        listeners,
        given.isEmpty() ? addresses(spec) : given);
  }

  private static List<Ip> addresses(Fields holder) {
    List<Ip> found = new ArrayList<>();
    for (Fields each : holder.maps("addresses")) {
      boolean isIp = each.text("type").orElse("IPAddress").equals("IPAddress");
      if (isIp) {
        each.text("value")
            .flatMap(text -> AddressReader.anyIp(each, "value", text))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Gateway.Listener listener(ObjectRef ref, Fields fields, int port) {
    Fields tls = fields.mapOrEmpty("tls");
    Fields allowed = fields.mapOrEmpty("allowedRoutes");
    Fields namespaces = allowed.mapOrEmpty("namespaces");
    List<String> kinds = new ArrayList<>();
    for (Fields each : allowed.maps("kinds")) {
      String group = each.text("group").orElse(GROUP);
      String kind = each.text("kind").orElse("");
      kinds.add(group.equals(GROUP) ? kind : kind + "." + group);
    }
    List<Fields> secrets = tls.maps("certificateRefs");
    String secret = secrets.isEmpty() ? "" : secrets.get(0).text("name").orElse("");
    return new Gateway.Listener(
        fields.text("name").orElse(""),
        fields.text("hostname").orElse("").toLowerCase(Locale.ROOT),
        port,
        fields.text("protocol").orElse(""),
        tls.text("mode").orElse("").equals("Passthrough"),
        secret.isEmpty()
            ? ""
            : secrets.get(0).text("namespace").orElse(ref.namespace()) + "/" + secret,
        from(namespaces),
        namespaces.has("selector")
            ? SelectorReader.selector(namespaces, "selector")
            : LabelSelector.EVERYTHING,
        kinds);
  }

  private static Gateway.From from(Fields namespaces) {
    String text = namespaces.text("from").orElse("Same");
    return switch (text) {
      case "Same" -> Gateway.From.SAME;
      case "All" -> Gateway.From.ALL;
      case "Selector" -> Gateway.From.SELECTOR;
      case "None" -> Gateway.From.NONE;
      default -> {
        namespaces.error("from", "gateway.from", text);
        yield Gateway.From.SAME;
      }
    };
  }

  /** A ReferenceGrant. */
  public static ReferenceGrant grant(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    List<ReferenceGrant.From> from = new ArrayList<>();
    for (Fields each : spec.maps("from")) {
      HttpChecks.grant(each);
      from.add(
          new ReferenceGrant.From(
              each.text("group").orElse(""),
              each.text("kind").orElse(""),
              each.text("namespace").orElse("")));
    }
    List<ReferenceGrant.To> to = new ArrayList<>();
    for (Fields each : spec.maps("to")) {
      to.add(
          new ReferenceGrant.To(
              each.text("group").orElse(""),
              each.text("kind").orElse(""),
              each.text("name").orElse("")));
    }
    return new ReferenceGrant(ref, from, to);
  }
}
