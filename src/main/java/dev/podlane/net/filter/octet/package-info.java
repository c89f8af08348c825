/**
 * Conditions of iptables about the octets of a packet, read where they lie: {@code u32}, {@code
 * bpf} and {@code string}.
 */
@org.jspecify.annotations.NullMarked
package dev.podlane.net.filter.octet;
