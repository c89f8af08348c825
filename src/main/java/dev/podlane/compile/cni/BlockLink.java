package dev.podlane.compile.cni;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;

/** A wire to each pod, whose address is one of its node's block; the first is the pods' way out. */
interface BlockLink extends PodLink {
  /** The node's pod addresses. */
  Prefix block();

  @Override
  default Ip gateway() {
    return block().network().plus(1);
  }

  @Override
  default Prefix numbering() {
    return block();
  }

  @Override
  default InterfaceAddress address(Ip pod) {
    return new InterfaceAddress(pod, block().length());
  }

  @Override
  default boolean isSurelyRouted(Ip own) {
    return block().length() <= NodeBridge.LONGEST_BLOCK
        && block().contains(own)
        && !gateway().equals(own)
        && !own.equals(block().network())
        && !own.equals(block().last());
  }
}
