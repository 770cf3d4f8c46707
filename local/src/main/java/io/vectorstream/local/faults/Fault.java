package io.vectorstream.local.faults;

/** What happens to a call instead of being answered; {@link Faults} has the usual ones. */
@FunctionalInterface
public interface Fault {

  /**
   * Does to this call whatever the fault is, without waiting. A fault that does nothing leaves the
   * call unanswered.
   */
  void strike(ProxiedCall call);

  /**
   * The same fault, once the server has applied the call and answered: where this fault would pass
   * the call on, the server's answer goes to the client; where it would not, the answer is lost.
   */
  default Fault afterApplying() {
    return new AfterApplying(this);
  }
}
