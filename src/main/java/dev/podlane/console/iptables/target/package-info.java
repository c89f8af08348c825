/** Targets of iptables and their options: words to rules, rules to words. */
@NullMarked
package dev.podlane.console.iptables.target;

import org.jspecify.annotations.NullMarked;
