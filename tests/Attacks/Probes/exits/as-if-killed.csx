// attack: Ends its process with the exit code of one that was killed at a limit.
// group: exits
// at none: stopped: the parent knows what it killed
// expect: Crashed

Environment.Exit(137);
"never said"
