using System.Diagnostics;
using System.Runtime.InteropServices;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.TorchSharp.Tests;

public class TorchAllocatorHookTests
{
    [RequiresGccFact]
    public void the_symbol_of_a_shim_that_is_named_is_found_and_called()
    {
        using var shim = new Shim("static int calls; void torch_cuda_empty_cache(void) { calls++; } int emptied(void) { return calls; }");
        var hook = new TorchAllocatorHook(shim.Path);
        Assert.True(hook.CanEmptyCache);
        hook.EmptyCache();
        hook.EmptyCache();
        hook.Synchronize();
        Assert.Equal(2, shim.Emptied());
    }

    [RequiresGccFact]
    public void a_library_without_the_symbol_empties_nothing_and_says_so()
    {
        using var shim = new Shim("int emptied(void) { return 0; }");
        var hook = new TorchAllocatorHook(shim.Path);
        hook.EmptyCache();
        Assert.False(hook.CanEmptyCache);
        Assert.NotEmpty(hook.Limitation);
    }

    [Fact]
    public void a_shim_that_is_not_there_empties_nothing_and_says_so()
    {
        var hook = new TorchAllocatorHook("/nowhere/shim.so");
        hook.EmptyCache();
        Assert.False(hook.CanEmptyCache);
        Assert.NotEmpty(hook.Limitation);
    }

    [TorchFact]
    public void without_a_gpu_it_says_where_tensors_are() =>
        Assert.Contains(global::TorchSharp.torch.cuda.is_available() ? "until the process ends" : "sees no GPU", new TorchAllocatorHook().Limitation, StringComparison.Ordinal);

    /// <summary>A library built from a line of C.</summary>
    private sealed class Shim : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-shim-");

        public Shim(string source)
        {
            Path = System.IO.Path.Combine(_folder.FullName, "shim.so");
            var file = System.IO.Path.Combine(_folder.FullName, "shim.c");
            File.WriteAllText(file, source);
            using var gcc = Process.Start("gcc", ["-shared", "-fPIC", "-o", Path, file]);
            gcc.WaitForExit();
            Assert.Equal(0, gcc.ExitCode);
        }

        public string Path { get; }

        public unsafe int Emptied() => ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(NativeLibrary.Load(Path), "emptied"))();

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
