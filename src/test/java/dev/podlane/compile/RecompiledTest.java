package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.LazyPolicies;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.time.Course;
import dev.podlane.time.RandomEvents;
import dev.podlane.time.picture.Picture;
import dev.podlane.time.state.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that is compiled from another one is the same as one that is compiled afresh. */
class RecompiledTest {
  private static final int COURSES = Integer.getInteger("podlane.courses", 200) / 20;
  private static final int LOOKS = 6;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{proxyMode: nftables, kubernetesVersion: '1.33'}",
        "{podNetwork: flannel-vxlan}",
        "{podNetwork: kindnet}",
        "{podNetwork: cni-bridge}"
      })
  void anyMomentIsTheSameFromWhicheverOneComes(String spec) {
    String network =
        "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec: " + spec;
    Cluster cluster = read(network + "}\n---\n" + RandomEvents.text("nginx", 3, 1, 0));
    Course still = Course.of(cluster, Settings.ofVersion(cluster.network().proxy().minorVersion()));
    int shared = 0;
    for (int seed = 0; seed < COURSES; seed++) {
      Random random = new Random(seed);
      Course course = still.with(RandomEvents.of(random, cluster));
      int last = random.nextInt(course.moments().size());
      Picture picture = Picture.of(course.moments().get(last).state());
      Compiled compiled = Compiler.compile(picture.cluster());
      for (int look = 0; look < LOOKS; look++) {
        int next = random.nextInt(course.moments().size());
        picture = picture.at(course.moments().get(next).state(), course.touched(last, next));
        Cluster afresh = Picture.of(course.moments().get(next).state()).cluster();
        String when = spec + " seed " + seed + ", from moment " + last + " to " + next;
        assertThat(picture.cluster()).as(when).isEqualTo(afresh);
        shared += isShared(picture.cluster(), compiled) ? 1 : 0;
        compiled = Compiler.compile(picture.cluster(), compiled);
        isSame(compiled, Compiler.compile(afresh), afresh, when);
        last = next;
      }
    }
    assertThat(shared).isGreaterThan(COURSES * LOOKS / 4);
  }

  private static Cluster read(String text) {
    return Clusters.read(Documents.parse("", text));
  }

  private static boolean isShared(Cluster now, Compiled before) {
    return before.provenance().parts().with(now, new LazyPolicies(now)) != null;
  }

  private static void isSame(Compiled now, Compiled afresh, Cluster cluster, String when) {
    Network network = now.network();
    List<String> names = new ArrayList<>(afresh.network().namespaces().keySet());
    assertThat(new ArrayList<>(network.namespaces().keySet())).as(when).isEqualTo(names);
    for (String name : names) {
      NetworkNamespace there = afresh.network().namespaces().get(name);
      assertThat(network.namespaces().get(name)).as("%s: %s", when, name).isEqualTo(there);
      assertThat(now.structure().namespace(name))
          .as("%s: %s", when, name)
          .isEqualTo(afresh.structure().namespace(name));
      assertThat(now.provenance().of(name))
          .as("%s: %s", when, name)
          .isEqualTo(afresh.provenance().of(name));
    }
    assertThat(now.refusals()).as(when).isEqualTo(afresh.refusals());
    assertThat(network.devices()).as(when).isEqualTo(afresh.network().devices());
    Set<Ip> addresses = new LinkedHashSet<>();
    for (Pod pod : cluster.pods()) {
      assertThat(now.pods().called(pod.namespace(), pod.name())).as(when).containsExactly(pod);
      addresses.addAll(pod.traits().addresses());
    }
    cluster.nodes().forEach(node -> addresses.add(node.internalIp()));
    for (Ip address : addresses) {
      assertThat(network.owners(address)).as(when).isEqualTo(afresh.network().owners(address));
    }
  }
}
