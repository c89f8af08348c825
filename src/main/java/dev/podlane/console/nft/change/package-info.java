/** Tables while nft's commands change them, and what the kernel asks of them. */
@NullMarked
package dev.podlane.console.nft.change;

import org.jspecify.annotations.NullMarked;
