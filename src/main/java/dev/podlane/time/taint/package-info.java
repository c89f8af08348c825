/** Taints of nodes and the pods they send away (rules 279, 282 to 285 and 289). */
@NullMarked
package dev.podlane.time.taint;

import org.jspecify.annotations.NullMarked;
