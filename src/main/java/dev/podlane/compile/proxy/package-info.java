/**
 * kube-proxy: Services compiled to the rules that it writes on every node. Names, order and
 * comments are those of kubernetes {@code pkg/proxy}.
 */
@NullMarked
package dev.podlane.compile.proxy;

import org.jspecify.annotations.NullMarked;
