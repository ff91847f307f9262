#!/bin/bash
# A cluster for as long as a job lasts: sbatch --nodes=8 deploy/slurm.sh models/six-party --runs 1000000
# The queue runs on the first node with a password of its own; every node gets one worker with all its cores; the client asks on the first.
#SBATCH --job-name=standoff
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=32
#SBATCH --time=01:00:00
set -euo pipefail

STANDOFF=${STANDOFF:-standoff}
PORT=$((20000 + SLURM_JOB_ID % 20000))
QUEUE=redis://$(hostname --fqdn):$PORT
STANDOFF_REDIS_PASSWORD=$(openssl rand -hex 24)
export STANDOFF_REDIS_PASSWORD

printf 'port %s\nbind 0.0.0.0\nrequirepass %s\nsave ""\nappendonly no\nmaxmemory-policy noeviction\n' \
  "$PORT" "$STANDOFF_REDIS_PASSWORD" | redis-server - &
trap 'kill $(jobs -p)' EXIT
until REDISCLI_AUTH=$STANDOFF_REDIS_PASSWORD redis-cli -p "$PORT" ping >/dev/null 2>&1; do sleep 0.2; done

srun --overlap "$STANDOFF" work --cluster "$QUEUE" --workers "$SLURM_CPUS_PER_TASK" &
"$STANDOFF" ask "$@" --cluster "$QUEUE"
