"""What each command does, from parsed arguments to exit status: one module each, with a function `run`."""
