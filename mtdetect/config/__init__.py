"""Settings from files and the environment, and the files by which users steer the program."""
