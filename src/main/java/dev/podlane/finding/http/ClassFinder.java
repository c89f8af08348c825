package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.http.HttpObjects;
import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.http.IngressClass;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds Ingresses and Gateways of classes that do not exist (rule 119). Where the documents hold no
 * class at all, those of the cluster are not known.
 */
public final class ClassFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    HttpObjects http = scene.cluster().http();
    List<String> names = names(http.ingressClasses());
    boolean noDefault = http.ingressClasses().stream().noneMatch(IngressClass::isDefault);
    for (Ingress each : http.ingresses()) {
      String name = each.className();
      String path = "spec.ingressClassName";
      boolean old =
          name != null && !scene.tree(each.ref()).map("spec").text("ingressClassName").isPresent();
      if (names.isEmpty() || old) {
        continue;
      }
      if (name == null && noDefault) {
        String only = names.size() == 1 ? names.get(0) : "";
        found.accept(finding(scene, Kind.INGRESS_NO_CLASS, each.ref(), path, only, ""));
      } else if (name != null && !names.contains(name)) {
        found.accept(finding(scene, Kind.INGRESS_CLASS, each.ref(), path, near(name, names), name));
      }
    }
    List<String> classes = names(http.gatewayClasses());
    for (Gateway each : http.gateways()) {
      if (!classes.isEmpty() && !classes.contains(each.className())) {
        found.accept(
            finding(
                scene,
                Kind.GATEWAY_CLASS,
                each.ref(),
                "spec.gatewayClassName",
                near(each.className(), classes),
                each.className()));
      }
    }
  }

  private static List<String> names(List<IngressClass> classes) {
    return classes.stream().map(each -> each.ref().name()).toList();
  }

  private static String near(String name, List<String> names) {
    return Spelling.nearest(name, names).orElse(names.size() == 1 ? names.get(0) : "");
  }

  private static Finding finding(
      Scene scene, Kind kind, ObjectRef ref, String path, String expected, String actual) {
    String classes = kind == Kind.GATEWAY_CLASS ? "gatewayclasses" : "ingressclasses";
    Finding finding =
        scene.finding(kind, ref, path, expected, actual, Command.kubectl("get " + classes));
    return expected.isEmpty() ? finding : finding.mendedBy(ref, path, Json.of(expected));
  }
}
