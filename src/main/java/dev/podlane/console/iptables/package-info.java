/**
 * Reads and prints netfilter rules and sets as iptables 1.8.9 (nf_tables) and ipset 7 do: words to
 * rules, rules to words. It knows no network, only the rules of one namespace.
 */
@NullMarked
package dev.podlane.console.iptables;

import org.jspecify.annotations.NullMarked;
