/** Machines without Kubernetes: plain hosts, routers, and hosts with a Docker engine. */
@NullMarked
package dev.podlane.cluster.docker;

import org.jspecify.annotations.NullMarked;
