# For scripts that source it: runs a class of the module chaos.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# run_chaos_class CLASS [JVM FLAG...] -- [ARGUMENT...]
run_chaos_class() {
  local class=$1 flags=() output classpath
  shift
  while [ "$1" != -- ]; do
    flags+=("$1")
    shift
  done
  shift

  # Maven builds and names the class path, and then is out of the way: of the memory, of Ctrl-C, and
  # of the exit code, which it would explain at length.
  output=$(mvn -q -B -f "$root/pom.xml" -Pchaos compile exec:exec -Dchaos.program=echo \
    -Dexec.args="class path: %classpath" 2>&1) || { echo "$output" >&2; exit 1; }
  classpath=$(sed -n 's/^.*class path: //p' <<<"$output")

  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${flags[@]}" \
    -Dvectorstream.jvm.config="$root/.mvn/jvm.config" -cp "$classpath" "$class" "$@"
}
