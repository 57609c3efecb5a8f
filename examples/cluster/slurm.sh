#!/usr/bin/env bash
# Triages a folder of clips as an array of Slurm jobs, then ranks the whole:
#
#     job=$(sbatch --parsable --array=0-63 examples/cluster/slurm.sh /shared/renders /shared/triage)
#     sbatch --dependency=afterok:$job --wrap "uncanny triage /shared/renders --output /shared/triage \
#       $(printf -- '--from /shared/triage/shard-%s ' {0..63})"
#
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -eu
clips=${1:?usage: slurm.sh CLIPS OUTPUT}
output=${2:?usage: slurm.sh CLIPS OUTPUT}
count=${SLURM_ARRAY_TASK_COUNT:?this is for a job array}

# a job that is begun again goes on where its ledger says; 1 only says that some clips are to be looked at or rejected
uncanny triage "$clips" --shard "$SLURM_ARRAY_TASK_ID/$count" --output "$output/shard-$SLURM_ARRAY_TASK_ID" --jobs 1 ||
  [ $? -eq 1 ]
