package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hardware addresses that kernels know, while sandboxes come and go. */
class NeighboursOverTimeTest {
  /** The block of n1 has room for one pod, so that its new sandbox gets the same address. */
  private static final String ONE =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/30}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.2.0/24}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {nodeName: n2, containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec: {nodeName: n1, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
      """;

  private static List<Sent> sent(
      String text, Event event, String from, double until, double every) {
    return Streams.of(text)
        .at(10, event)
        .send(
            new ProbeRequest(from, "10.244.1.2", Protocol.UDP, 80, Probe.DEFAULT_TTL, true, 3L),
            Use.NEW,
            0,
            until,
            every);
  }

  /** CNI plugins announce an address by gratuitous ARP: nobody goes on with the old one. */
  @Test
  void aNewSandboxWithTheSameAddressIsReachedAtItsNewHardwareAddress() {
    String text = ONE.replace("containerPort: 80", "containerPort: 80, protocol: UDP");
    Event event = new Event.PodEnd("default/b", "");
    for (String from : List.of("default/a", "node:n1")) {
      List<Sent> sent = sent(text, event, from, 20, 1);

      assertThat(sent.stream().filter(each -> each.at() < 10_000)).allMatch(Sent::isDelivered);
      assertThat(sent.stream().filter(each -> each.at() >= 11_000))
          .isNotEmpty()
          .allMatch(Sent::isDelivered);
    }
  }

  /**
   * 30 s reachable, 5 s of delay, three requests: then the kernel asks anew, and nobody answers.
   */
  @Test
  void aPodThatIsGoneIsSilentUntilItsNeighboursFindOut() {
    String beside =
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: c}, spec: {nodeName: n1, containers:"
            + " [{name: c, image: i}]}}\n";
    String text = ONE.replace("10.244.1.0/30", "10.244.1.0/24") + beside;
    Event event = new Event.Act(Event.Deed.DELETE_POD, "default/b", "0s");
    List<Sent> sent = sent(text, event, "default/c", 70, 5);

    assertThat(sent.stream().filter(each -> each.at() > 10_000 && each.at() < 48_000))
        .isNotEmpty()
        .allMatch(each -> each.result() == Result.TIMEOUT);
    assertThat(sent.stream().filter(each -> each.at() > 10_000))
        .extracting(Sent::why)
        .containsOnly(Traffic.Why.ADDRESS_GONE);
    assertThat(sent.stream().filter(each -> each.at() > 48_000))
        .isNotEmpty()
        .noneMatch(each -> each.result() == Result.TIMEOUT);
  }
}
