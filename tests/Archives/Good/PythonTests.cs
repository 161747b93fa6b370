using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What Python's tarfile and zipfile pack.</summary>
public sealed class PythonTests
{
    [ToolTheory("python3", "python3")]
    [InlineData("USTAR_FORMAT", "w", "tar", TreeParts.SplitNames | TreeParts.SymbolicLinks | TreeParts.HardLinks, TimePrecision.Second)]
    [InlineData("GNU_FORMAT", "w", "tar", TreeParts.All, TimePrecision.Second)]
    [InlineData("PAX_FORMAT", "w", "tar", TreeParts.All, TimePrecision.Microsecond)]
    [InlineData("PAX_FORMAT", "w:gz", "tar.gz", TreeParts.All, TimePrecision.Microsecond)]
    [InlineData("PAX_FORMAT", "w:bz2", "tar.bz2", TreeParts.All, TimePrecision.Microsecond)]
    [InlineData("GNU_FORMAT", "w|gz", "tar.gz", TreeParts.All, TimePrecision.Second)]
    public async Task a_tar_comes_out_as_it_went_in(string writes, string mode, string format, TreeParts parts, TimePrecision precision)
    {
        using var tree = new GoodTree(parts);
        Python(tree, $"import sys, tarfile\nwith tarfile.open(sys.argv[1], '{mode}', format=tarfile.{writes}) as tar: tar.add('.')");
        await Unpacking.AssertIdenticalAsync(tree, format, precision);
    }

    [ToolTheory("python3", "python3")]
    [InlineData("zipfile.ZIP_STORED")]
    [InlineData("zipfile.ZIP_DEFLATED")]
    public async Task a_zip_comes_out_as_it_went_in(string compression)
    {
        using var tree = new GoodTree(TreeParts.SplitNames | TreeParts.LongNames);
        Python(tree, $"""
            import os, sys, zipfile
            with zipfile.ZipFile(sys.argv[1], 'w', {compression}) as archive:
                for folder, folders, files in os.walk('.'):
                    for name in folders + files:
                        archive.write(os.path.join(folder, name))
            """);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.TwoSeconds);
    }

    [ToolTheory("python3", "python3")]
    [InlineData("False")]
    [InlineData("True")]
    public async Task a_zip_written_to_a_pipe_is_read(string zip64)
    {
        using var tree = new GoodTree(TreeParts.SplitNames | TreeParts.LongNames);
        Python(tree, $"""
            import os, shutil, sys, zipfile
            class Pipe:
                def __init__(self, file): self.file = file
                def write(self, data): return self.file.write(data)
                def flush(self): self.file.flush()
            with open(sys.argv[1], 'wb') as file, zipfile.ZipFile(Pipe(file), 'w', zipfile.ZIP_DEFLATED) as archive:
                for folder, folders, files in os.walk('.'):
                    for name in folders:
                        archive.write(os.path.join(folder, name))
                    for name in files:
                        path = os.path.join(folder, name)
                        info = zipfile.ZipInfo.from_file(path)
                        info.compress_type = zipfile.ZIP_DEFLATED
                        with open(path, 'rb') as source, archive.open(info, 'w', force_zip64={zip64}) as target:
                            shutil.copyfileobj(source, target)
            """);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.TwoSeconds);
    }

    private static void Python(GoodTree tree, string program) => Tool.Shell(tree.Root, "python3 -c \"$2\" \"$1\"", tree.Archive, program);
}
