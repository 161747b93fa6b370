// attack: Holds the collector up: a thread that never comes to a safe point, and one that collects.
// group: bombs
// at none: stopped: the limits on time hold at every level
// expect: TimedOut
// uses: native
// wall time: 2 s

// jmp to itself, by a call that keeps the thread in managed mode.
unsafe
{
    var code = Native.Call(9, 0, 4096, 7, 0x22, -1, 0);
    Marshal.WriteInt16((nint)code, unchecked((short)0xFEEB));
    new Thread(() => ((delegate* unmanaged[SuppressGCTransition]<void>)code)()).Start();
}

Thread.Sleep(100);
GC.Collect();
