/**
 * The parts that the options of all iptables extensions share: words, numbers, names and errors.
 */
@NullMarked
package dev.podlane.console.iptables.option;

import org.jspecify.annotations.NullMarked;
