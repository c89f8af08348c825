/** The parts common to all commands: arguments, the network they run in, answers and errors. */
@NullMarked
package dev.podlane.console.command;

import org.jspecify.annotations.NullMarked;
