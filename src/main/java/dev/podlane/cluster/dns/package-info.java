/**
 * Answers to names, as pure functions: what the kubelet writes into {@code resolv.conf}, in which
 * order a program's resolver asks, and where the DNS server of a cluster is. No packet is sent
 * here: {@code workspace} walks each query, and asks {@code server} for the reply where the query
 * has arrived.
 */
@NullMarked
package dev.podlane.cluster.dns;

import org.jspecify.annotations.NullMarked;
