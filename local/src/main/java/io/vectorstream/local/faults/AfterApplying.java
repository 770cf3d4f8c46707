package io.vectorstream.local.faults;

/** Lets the server do its part before the fault strikes. */
record AfterApplying(Fault fault) implements Fault {

  @Override
  public void strike(ProxiedCall call) {
    call.applyThen(() -> fault.strike(call));
  }

  @Override
  public Fault afterApplying() {
    return this;
  }
}
