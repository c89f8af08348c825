package dev.podlane.finding;

import dev.podlane.finding.http.ClassFinder;
import dev.podlane.finding.http.IngressFinder;
import dev.podlane.finding.http.ListenerSetFinder;
import dev.podlane.finding.http.RouteFinder;
import dev.podlane.finding.http.SecretFinder;
import dev.podlane.finding.network.AddressPlanFinder;
import dev.podlane.finding.network.ChangedNodeFinder;
import dev.podlane.finding.network.ChangedRouteFinder;
import dev.podlane.finding.network.GatewayRouteFinder;
import dev.podlane.finding.network.PluginFinder;
import dev.podlane.finding.network.SettingFinder;
import dev.podlane.finding.pod.AddressFinder;
import dev.podlane.finding.pod.HostIpFinder;
import dev.podlane.finding.pod.HostNameFinder;
import dev.podlane.finding.pod.PortClashFinder;
import dev.podlane.finding.pod.ProbeHostFinder;
import dev.podlane.finding.pod.ProbePortFinder;
import dev.podlane.finding.policy.BlockFinder;
import dev.podlane.finding.policy.ClientFinder;
import dev.podlane.finding.policy.ControllerFinder;
import dev.podlane.finding.policy.DnsFinder;
import dev.podlane.finding.policy.Enforced;
import dev.podlane.finding.policy.PeerFinder;
import dev.podlane.finding.policy.PortFinder;
import dev.podlane.finding.policy.SubjectFinder;
import dev.podlane.finding.reference.NdotsFinder;
import dev.podlane.finding.reference.ReferenceFinder;
import dev.podlane.finding.reference.ResolverFinder;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.schedule.PlacementFinder;
import dev.podlane.finding.service.ClashFinder;
import dev.podlane.finding.service.ExternalNameFinder;
import dev.podlane.finding.service.HeadlessFinder;
import dev.podlane.finding.service.LocalFinder;
import dev.podlane.finding.service.PendingFinder;
import dev.podlane.finding.service.ReadinessFinder;
import dev.podlane.finding.service.SelectorFinder;
import dev.podlane.finding.service.SliceFinder;
import dev.podlane.finding.service.TargetFinder;
import dev.podlane.finding.service.UnusedFieldFinder;
import java.util.List;

/** Every finder, in the order in which findings of one severity are told. */
final class Finders {
  static final List<Finder> ALL =
      List.of(
          new SelectorFinder(),
          new ReadinessFinder(),
          new TargetFinder(),
          new HeadlessFinder(),
          new LocalFinder(),
          new PendingFinder(),
          new ClashFinder(),
          new ExternalNameFinder(),
          new UnusedFieldFinder(),
          new SliceFinder(),
          new PortClashFinder(),
          new HostIpFinder(),
          new AddressFinder(),
          new ProbePortFinder(),
          new ProbeHostFinder(),
          new HostNameFinder(),
          new PlacementFinder(),
          new ReferenceFinder(),
          new ResolverFinder(),
          new NdotsFinder(),
          new ClassFinder(),
          new IngressFinder(),
          new SecretFinder(),
          new RouteFinder(),
          new ListenerSetFinder(),
          new SubjectFinder(),
          new Enforced(new PeerFinder()),
          new Enforced(new PortFinder()),
          new Enforced(new DnsFinder()),
          new Enforced(new BlockFinder()),
          new Enforced(new ClientFinder()),
          new Enforced(new ControllerFinder()),
          new SettingFinder(),
          new ChangedNodeFinder(),
          new ChangedRouteFinder(),
          new GatewayRouteFinder(),
          new AddressPlanFinder(),
          new PluginFinder());

  private Finders() {}
}
