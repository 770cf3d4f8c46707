# For scripts that source it: runs a class of a module, in the folder that the caller is in.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# run_class MODULE CLASS [JVM FLAG...] -- [ARGUMENT...]
run_class() {
  local module=$1 class=$2 flags=() output classpath
  shift 2
  while [ "$1" != -- ]; do
    flags+=("$1")
    shift
  done
  shift

  # Maven builds and names the class path, and then is out of the way: of the memory, of Ctrl-C, and
  # of the exit code, which it would explain at length.
  output=$(mvn -q -B -f "$root/pom.xml" -pl "$module" -am compile exec:exec \
    -Dapplication.skip=true "-D$module.skip=false" \
    -Dexec.executable=echo -Dexec.args="class path: %classpath" 2>&1) || { echo "$output" >&2; exit 1; }
  classpath=$(sed -n 's/^.*class path: //p' <<<"$output")

  # Bash before 4.4 takes an empty list for one that is not set.
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${flags[@]+"${flags[@]}"} -cp "$classpath" "$class" "$@"
}
