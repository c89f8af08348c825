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

/** Reads Gateways, ListenerSets and ReferenceGrants. An unreadable field is absent. */
public final class GatewayReader {
  static final String GROUP = "gateway.networking.k8s.io";

  private GatewayReader() {}

  /** A Gateway. */
  public static Gateway gateway(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    Fields allowed = spec.mapOrEmpty("allowedListeners").mapOrEmpty("namespaces");
    List<Ip> given = addresses(fields.mapOrEmpty("status"));
    return new Gateway(
        ref,
        fields.place(),
        spec.text("gatewayClassName").orElse(""),
        listeners(ref, spec),
        namespaces(allowed, "None"),
        given.isEmpty() ? addresses(spec) : given);
  }

  /** A ListenerSet, or an XListenerSet, its kind before version 1.5. */
  public static ListenerSet listenerSet(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    HttpRoute.Parent parent = HttpRouteReader.parent(ref, spec.mapOrEmpty("parentRef"));
    return new ListenerSet(
        ref, fields.place(), IngressReader.created(fields), parent, listeners(ref, spec));
  }

  private static List<Gateway.Listener> listeners(ObjectRef ref, Fields spec) {
    List<Fields> all = spec.maps("listeners");
    List<Gateway.Listener> listeners = new ArrayList<>();
    if (all.isEmpty()) {
      spec.error("listeners", "gateway.no-listeners", ref.kind());
    }
    for (int i = 0; i < all.size(); i++) {
      HttpChecks.listener(all.get(i));
      int port = PortReader.required(all.get(i), "port");
      if (port > 0) {
        listeners.add(listener(ref, "spec.listeners[" + i + "]", all.get(i), port));
      }
    }
    return listeners;
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

  private static Gateway.Listener listener(ObjectRef ref, String field, Fields fields, int port) {
    Fields tls = fields.mapOrEmpty("tls");
    Fields allowed = fields.mapOrEmpty("allowedRoutes");
    List<String> kinds = new ArrayList<>();
    for (Fields each : allowed.maps("kinds")) {
      String group = each.text("group").orElse(GROUP);
      String kind = each.text("kind").orElse("");
      kinds.add(group.equals(GROUP) ? kind : kind + "." + group);
    }
    List<Fields> secrets = tls.maps("certificateRefs");
    String secret = secrets.isEmpty() ? "" : secrets.get(0).text("name").orElse("");
    return new Gateway.Listener(
        ref,
        field,
        fields.text("name").orElse(""),
        fields.text("hostname").orElse("").toLowerCase(Locale.ROOT),
        port,
        fields.text("protocol").orElse(""),
        tls.text("mode").orElse("").equals("Passthrough"),
        secret.isEmpty()
            ? ""
            : secrets.get(0).text("namespace").orElse(ref.namespace()) + "/" + secret,
        namespaces(allowed.mapOrEmpty("namespaces"), "Same"),
        kinds);
  }

  private static Gateway.Namespaces namespaces(Fields fields, String usual) {
    return new Gateway.Namespaces(
        from(fields, usual),
        fields.has("selector")
            ? SelectorReader.selector(fields, "selector")
            : LabelSelector.EVERYTHING);
  }

  private static Gateway.From from(Fields namespaces, String usual) {
    String text = namespaces.text("from").orElse(usual);
    for (Gateway.From each : Gateway.From.values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    namespaces.error("from", "gateway.from", text);
    return Gateway.From.SAME;
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
