// attack: Looks for the parent's secret where the kernel laid the environment down at the start, which nothing removes later.
// group: environment
// at none: stopped: a worker is started with an environment of its own
// expect: Completed
// uses: native

// The pointers behind `environ` at the start lead to the top of the stack.
var first = Native.Word(Native.Word(Native.Export("environ")));
var found = new List<string>();
for (var variables = Native.Word(Native.Export("environ")); Native.Word(variables) != 0; variables += 8)
{
    found.Add(Marshal.PtrToStringUTF8((nint)Native.Word(variables)));
}

found.FirstOrDefault(variable => variable.StartsWith("AGENTNB_STAGE"))
