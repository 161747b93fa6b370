// attack: Asks for a file's metadata by the raw calls stat, lstat, newfstatat, statx and statfs.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var (path, buffer) = (Native.Text("/etc/passwd"), Native.Zeros(512));
(long Number, long Answer)[] tried =
[
    (4, Native.Call(4, path, buffer)), (6, Native.Call(6, path, buffer)), (262, Native.Call(262, -100, path, buffer)),
    (332, Native.Call(332, -100, path, 0, 0x7FF, buffer)), (137, Native.Call(137, path, buffer)),
];
tried.Any(one => one.Answer == 0) ? $"answered by the calls {string.Join(' ', tried.Where(one => one.Answer == 0).Select(one => one.Number))}" : null
