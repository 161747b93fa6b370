// attack: Ends its process with the exit code of a forbidden call.
// group: exits
// at none: stopped: an exit code is no answer
// expect: Crashed, Refused

Environment.Exit(159);
"never said"
