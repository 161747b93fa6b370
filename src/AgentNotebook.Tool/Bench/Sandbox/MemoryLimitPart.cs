using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>How far above its memory limit a guest gets that takes memory without end, in each of three ways.</summary>
internal sealed class MemoryLimitPart : ISandboxPart
{
    private static readonly ExecutionLimits _limits = new() { MemoryBytes = 256 << 20 };

    private static readonly (string Way, string Code)[] _growers =
    [
        ("managed", """
            var all = new List<byte[]>();
            while (true)
            {
                all.Add(new byte[1 << 20]);
                all[^1].AsSpan().Fill(1);
            }
            """),
        ("native", """
            unsafe
            {
                while (true)
                {
                    System.Runtime.InteropServices.NativeMemory.Fill(System.Runtime.InteropServices.NativeMemory.Alloc(1 << 20), 1 << 20, 1);
                }
            }
            """),
        // mmap(2) of the C library that is loaded already, with PROT_READ | PROT_WRITE and MAP_SHARED | MAP_ANONYMOUS.
        ("shared mapping", """
            using System.Runtime.InteropServices;
            unsafe
            {
                var map = (delegate* unmanaged<nint, nint, int, int, int, nint, nint>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "mmap");
                while (true)
                {
                    var pages = map(0, 1 << 20, 3, 0x21, -1, 0);
                    if (pages == -1)
                    {
                        throw new OutOfMemoryException();
                    }

                    NativeMemory.Fill((void*)pages, 1 << 20, 1);
                }
            }
            """),
    ];

    public string Name => "memory-limit";

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        await using var runner = bench.Runner();
        foreach (var (way, code) in _growers)
        {
            var program = bench.Compile(code);
            var excesses = new List<double>();
            for (var round = 0; round < bench.Count(Name); round++)
            {
                if (await bench.DemandAsync(runner, program, _limits, Verdict.OutOfMemory, cancellationToken) is { } outcome)
                {
                    excesses.Add((outcome.PeakMemoryBytes - _limits.MemoryBytes) / 1e6);
                }

                await runner.SettleAsync(cancellationToken);
            }

            bench.Add(Name, $"{way}: peak above 256 MiB", "MB", excesses, Goal.MaxAtMost(32));
        }
    }
}
