// attack: Ends only the thread it runs on, so that its process stays without it.
// group: exits
// at none: stopped: the parent does not wait for ever
// expect: TimedOut, Crashed
// uses: native
// needs: x64
// wall time: 2 s

Native.Call(60, 0);
"never said"
