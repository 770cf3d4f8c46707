# shellcheck shell=bash
# For scripts that source it, and have something to do when a command has ended in whatever way.

command=''

hand_on_signal() {
  [ -n "$command" ] || exit 143
  kill "$command" 2>/dev/null || true
}
trap hand_on_signal INT TERM HUP

# Runs a command, which is asked to end when this script is; its exit code.
run() {
  local code=0
  # In the background, since a shell heeds a signal only when what it runs in the foreground has ended.
  "$@" &
  command=$!
  wait "$command" || code=$?
  # A signal ends a wait, but not the command.
  while kill -0 "$command" 2>/dev/null; do
    wait "$command" || code=$?
  done
  return "$code"
}
