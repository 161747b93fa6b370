// attack: Ends its process as if all had gone well, before it has answered.
// group: exits
// at none: stopped: an exit code is no answer
// expect: Crashed

Environment.Exit(0);
"never said"
