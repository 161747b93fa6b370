// attack: Aborts its process.
// group: exits
// at none: stopped: a crash is no answer
// expect: Crashed
// uses: native

Native.Invoke("abort");
"never said"
