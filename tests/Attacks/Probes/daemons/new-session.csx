// attack: Leaves its session, by which it could be found.
// group: daemons
// at none: stopped: the worker leads its session, and who leads one cannot leave it
// expect: Completed, Failed
// uses: native
// needs: x64

Native.Succeeded(Native.Call(112))
