package dev.podlane.answer.sentence;

import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.step.SocketStep;

/** Selects the variant of the sentence for a step at a socket. */
final class SocketVariants implements SocketStep.Visitor<String> {
  @Override
  public String visit(SocketStep.SocketSend send) {
    return StepVariants.lower(send.protocol());
  }

  @Override
  public String visit(SocketStep.SocketRetransmit it) {
    return "";
  }

  @Override
  public String visit(SocketStep.SocketDelivered it) {
    return "";
  }

  @Override
  public String visit(SocketStep.SocketMissing missing) {
    return StepVariants.lower(missing.protocol());
  }

  @Override
  public String visit(SocketStep.ReplyUnexpected it) {
    return "";
  }

  @Override
  public String visit(SocketStep.EchoAnswered it) {
    return "";
  }

  @Override
  public String visit(SocketStep.ReplyReceived it) {
    return "";
  }

  @Override
  public String visit(SocketStep.ResetReceived it) {
    return "";
  }

  @Override
  public String visit(SocketStep.ErrorReceived it) {
    return "";
  }

  @Override
  public String visit(SocketStep.SendFailed failed) {
    return failed.errno();
  }

  @Override
  public String visit(SocketStep.SocketIgnored it) {
    return "";
  }

  @Override
  public String visit(SocketStep.HalfOpenDropped it) {
    return "";
  }

  @Override
  public String visit(SocketStep.TimedOut it) {
    return "";
  }

  @Override
  public String visit(SocketStep.ConnectionAccepted it) {
    return "";
  }

  @Override
  public String visit(SocketStep.SegmentSent it) {
    return it.again() ? "again" : segment(it.flags(), it.octets());
  }

  @Override
  public String visit(SocketStep.SegmentTaken it) {
    return segment(it.flags(), it.octets());
  }

  private static String segment(Tcp.Flags flags, int octets) {
    return switch (flags) {
      case SYN, SYN_ACK -> "syn";
      case ACK, PSH_ACK -> octets == 0 ? "ack" : "data";
      case FIN_ACK -> "fin";
      case RST, RST_ACK -> "rst";
    };
  }

  @Override
  public String visit(SocketStep.ErrorNoted it) {
    return "";
  }
}
