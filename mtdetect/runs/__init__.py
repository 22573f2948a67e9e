"""A whole run of each command, from its settings to its exit code: the command line and its tests call nothing else."""
