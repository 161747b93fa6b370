// attack: Has the runtime compile code without end.
// group: bombs
// at none: stopped: the limits on time and memory hold at every level
// expect: OutOfMemory, TimedOut, Crashed, Failed
// wall time: 8 s

for (var number = 0; ; number++)
{
    var method = new System.Reflection.Emit.DynamicMethod($"M{number}", typeof(int), []);
    var code = method.GetILGenerator();
    for (var i = 0; i < 2000; i++)
    {
        code.Emit(System.Reflection.Emit.OpCodes.Ldc_I4, i);
        code.Emit(System.Reflection.Emit.OpCodes.Pop);
    }

    code.Emit(System.Reflection.Emit.OpCodes.Ldc_I4, number);
    code.Emit(System.Reflection.Emit.OpCodes.Ret);
    method.CreateDelegate<Func<int>>()();
}
