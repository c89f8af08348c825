/** The nft tool: its commands, and the text of rulesets. */
@NullMarked
package dev.podlane.console.nft;

import org.jspecify.annotations.NullMarked;
