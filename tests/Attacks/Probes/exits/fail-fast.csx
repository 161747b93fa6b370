// attack: Has the runtime end its process with a text full of control characters.
// group: exits
// at none: stopped: a crash is no answer
// expect: Crashed

Environment.FailFast("\u001b[2J\u0007 \0 all is well");
"never said"
