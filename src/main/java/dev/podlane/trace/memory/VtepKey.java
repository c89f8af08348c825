package dev.podlane.trace.memory;

import dev.podlane.net.addr.Mac;

/** A station that a vxlan device has heard of. */
public record VtepKey(String namespace, String device, Mac mac) {}
