// attack: Starts a program by the C library's posix_spawn.
// group: processes
// at none: gets-through
// uses: native

var (id, path) = (Native.Zeros(8), Native.Text("/bin/true"));
unsafe
{
    ((delegate* unmanaged<long, long, long, long, long, long, int>)Native.Export("posix_spawn"))(id, path, 0, 0, Native.Words(path, 0), Native.Words(0));
}

Native.Word(id) > 0 ? $"started as {Native.Word(id)}" : null
