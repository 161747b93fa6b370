// attack: Queues a signal with a forged origin to the parent by the raw calls rt_sigqueueinfo and rt_tgsigqueueinfo.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

// siginfo_t: number, error, code SI_QUEUE.
var info = Native.Zeros(128);
Marshal.WriteInt32((nint)info, Stage.Signal);
Marshal.WriteInt32((nint)info + 8, -1);
var answer = Native.Call(129, Stage.Parent, Stage.Signal, info);
Native.Succeeded(answer < 0 ? Native.Call(297, Stage.Parent, Stage.Parent, Stage.Signal, info) : answer)
