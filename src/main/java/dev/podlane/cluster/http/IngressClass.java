package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;

/**
 * An IngressClass or a GatewayClass.
 *
 * @param ref its name
 * @param controller {@code spec.controller} of an IngressClass, {@code spec.controllerName} of a
 *     GatewayClass; empty if none is written
 * @param isDefault true if Ingresses without a class get this one (annotation {@code
 *     ingressclass.kubernetes.io/is-default-class})
 */
public record IngressClass(ObjectRef ref, String controller, boolean isDefault) {}
