"""The command line: a module a command. Commands parse, call and exit; they hold no logic and print nothing."""
