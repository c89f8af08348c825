/**
 * Conditions of iptables about the octets of a packet, read where they lie: {@code u32}, {@code
 * bpf} and {@code string}.
 */
@NullMarked
package dev.podlane.net.filter.octet;

import org.jspecify.annotations.NullMarked;
