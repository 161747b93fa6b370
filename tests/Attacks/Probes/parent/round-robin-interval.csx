// attack: Finds out whether the parent exists by sched_rr_get_interval.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(148, Stage.Parent, Native.Zeros(16)))
