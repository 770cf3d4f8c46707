# shellcheck shell=bash disable=SC2034
# For scripts/compose-test, which sources it: a stack of docker-compose.yml of its own, beside any other.

image=vectorstream-test:latest
stand_ins=vectorstream-test-stand-ins:latest
project=vectorstream-test-$$
work=$(mktemp -d)
compose=() generator=''

say() {
  echo "compose-test: $*"
}

fail() {
  say "failed: $*" >&2
  exit 1
}

# Finds an engine and Compose, or says in a sentence why there is nothing to test.
find_engine() {
  if ! docker info >/dev/null 2>&1; then
    say "skipped, since no Docker engine answers here"
    return 1
  fi
  if docker compose version >/dev/null 2>&1; then
    compose=(docker compose)
  elif docker-compose version >/dev/null 2>&1; then
    compose=(docker-compose)
  else
    say "skipped, since neither docker compose nor docker-compose is here"
    return 1
  fi
}

# The image that the Dockerfile begins with: what is named, pulled, or made of Debian's packages.
find_base() {
  local usual made=vectorstream-test-base:bookworm
  usual=$(sed -n 's/^ARG BASE_IMAGE=//p' docker/Dockerfile)
  base=${base:-$usual}
  if docker image inspect "$base" >/dev/null 2>&1 || timeout 120 docker pull -q "$base" >/dev/null 2>&1; then
    return
  fi
  if [ "$base" != "$usual" ]; then
    say "skipped, since there is no image $base here or at its registry"
    return 1
  fi
  base=$made
  docker image inspect "$base" >/dev/null 2>&1 && return
  if ! command -v debootstrap >/dev/null || [ "$(id -u)" != 0 ]; then
    say "skipped, since $usual cannot be pulled, and only root with debootstrap can make a base image"
    return 1
  fi
  say "Making a base image with debootstrap, since $usual cannot be pulled"
  debootstrap --variant=minbase bookworm "$work/base" >"$work/debootstrap.log" 2>&1 \
    || { tail -n 20 "$work/debootstrap.log" >&2; say "skipped, since debootstrap could not make one"; return 1; }
  tar -C "$work/base" -c . | docker import - "$base" >/dev/null
  rm -rf --one-file-system "$work/base"
}

# Compose with docker-compose.yml as it is; the second file replaces images and nothing else.
compose() {
  "${compose[@]}" -p "$project" --env-file "$work/env" \
    -f docker-compose.yml -f docker/stand-ins/compose.yml "$@"
}

end_stack() {
  local code=$1
  if [ -n "$generator" ]; then
    pkill -P "$generator" 2>/dev/null || true
    kill "$generator" 2>/dev/null || true
  fi
  if [ "${#compose[@]}" -gt 0 ]; then
    if [ "$code" != 0 ]; then
      compose ps
      compose logs --tail=100
    fi
    compose down -v --remove-orphans -t 5 >"$work/down.log" 2>&1 || cat "$work/down.log" >&2
  fi
  # debootstrap mounts it for a while.
  umount "$work/base/proc" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}

# The nearest port that nobody listens at, from one on.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
  done
  echo "$port"
}

choose_settings() {
  local first=$((20000 + RANDOM % 10000)) name
  for name in APP_PORT SPARK_UI_PORT SPARK_MASTER_UI_PORT KAFKA_PORT KAFKA_UI_PORT \
    QDRANT_HTTP_PORT QDRANT_GRPC_PORT PROMETHEUS_PORT GRAFANA_PORT; do
    first=$(free_port $((first + 1)))
    export "$name=$first"
  done
  # Compose takes what the shell has before what the file has.
  export QDRANT_API_KEY GRAFANA_ADMIN_PASSWORD VECTORSTREAM_IMAGE=$image STAND_INS=$stand_ins
  export JAVA_OPTS='' SPARK_WORKER_CORES=1
  QDRANT_API_KEY=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  GRAFANA_ADMIN_PASSWORD=$QDRANT_API_KEY
  unset COMPOSE_PROFILES COMPOSE_FILE
  cp .env.example "$work/env"
}
choose_settings

# await SECONDS WHAT COMMAND...
await() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$limit" ] || fail "in vain waited until $what"
    sleep 0.5
  done
}

# Sends events from outside. On a busy machine Kafka may answer too slowly, and nothing is sent then.
send() {
  scripts/generate -b "localhost:$KAFKA_PORT" "$@" >"$work/generate.log" 2>&1 \
    || { cat "$work/generate.log" >&2; return 1; }
}

container() {
  docker ps -aq --filter "label=com.docker.compose.project=$project" \
    --filter "label=com.docker.compose.service=$1"
}

all_healthy() {
  local states
  states=$(docker ps -aq --filter "label=com.docker.compose.project=$project" \
    | xargs docker inspect -f '{{.State.Status}} {{.State.Health.Status}}')
  ! grep -v '^running healthy$' <<<"$states" >/dev/null
}

# get PORT PATH: the answer of a web server on this machine, with its headers.
get() {
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return
  # A server that is just starting may hang up.
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" 2>/dev/null >&3 || true
  cat <&3 2>/dev/null
  exec 3>&-
}

page_is_there() {
  [[ "$(get "$1" /)" == HTTP/1.?\ [23]* ]]
}

# The sum of a metric of the app; nothing if there is none.
metric() {
  get "$APP_PORT" /metrics | awk -v "name=$1" '
    index($1, name) == 1 && $1 ~ "^" name "([{]|$)" { sum += $NF; found = 1 }
    END { if (found) printf "%d", sum }'
}

written() {
  metric vectorstream_points_written_total
}

has_written() {
  [ "$(written)" -ge "$1" ] 2>/dev/null
}

has_no_lag() {
  [ "$(metric vectorstream_consumer_lag_offsets)" = 0 ]
}

# prometheus_has QUERY VALUE
prometheus_has() {
  local query
  query=$(printf %s "$1" | od -An -v -tx1 | tr -d '\n' | tr ' ' %)
  grep -q "\"value\":\[[0-9.]*,\"$2\"\]" <<<"$(get "$PROMETHEUS_PORT" "/api/v1/query?query=$query")"
}

# Asks Kafka and the store for every event. A record that is malformed ends as a dead letter.
find_all() {
  local found
  found=$(scripts/reconcile --bootstrapServers="localhost:$KAFKA_PORT" \
    --qdrantUrl="http://localhost:$QDRANT_GRPC_PORT" --qdrantApiKeyEnv=QDRANT_API_KEY) \
    || { echo "$found"; fail "not all events were found"; }
  echo "$found"
  awk -v "events=$1" '
    { gsub(",", "", $NF) }
    /^read / { read = $NF } /^stored / { stored = $NF } /^dead-lettered / { letters = $NF }
    END { exit read != events || stored + letters != events }' <<<"$found" \
    || fail "there are not $1 events"
}
