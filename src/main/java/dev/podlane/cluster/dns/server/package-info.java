/** CoreDNS as its Corefile configures it: each plugin answers as upstream's does, or is named. */
@NullMarked
package dev.podlane.cluster.dns.server;

import org.jspecify.annotations.NullMarked;
