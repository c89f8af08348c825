package dev.podlane.net.link;

/**
 * Names a device of a network.
 *
 * @param namespace network namespace; may itself hold slashes
 * @param device name of the device
 */
public record DeviceRef(String namespace, String device) {
  /** Returns the element id; the device is the part after the last slash. */
  @Override
  public String toString() {
    return namespace + "/" + device;
  }
}
