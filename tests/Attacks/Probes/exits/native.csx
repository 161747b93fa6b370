// attack: Ends its process past the runtime.
// group: exits
// at none: stopped: an exit code is no answer
// expect: Crashed
// uses: native

Native.Invoke("_exit", 0);
"never said"
