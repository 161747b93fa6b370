using AgentNotebook.Execution.Seccomp;
using Machine = System.Runtime.InteropServices.Architecture;

namespace AgentNotebook.Tests.Execution.Seccomp;

public class SystemCallTableTests
{
    /// <summary>Calls that headers in use may not have yet, from the kernel's scripts/syscall.tbl: since Linux 6.6, 6.6, 6.8, 6.8, 6.15, 6.17 and 6.17.</summary>
    private static readonly Dictionary<string, uint> _young = new()
    {
        ["fchmodat2"] = 452,
        ["map_shadow_stack"] = 453,
        ["statmount"] = 457,
        ["listmount"] = 458,
        ["open_tree_attr"] = 467,
        ["file_getattr"] = 468,
        ["file_setattr"] = 469,
    };

    [RequiresKernelHeadersFact(X64 = true)]
    public void numbers_of_x64_are_those_of_the_kernel() => Compare(Machine.X64);

    [RequiresKernelHeadersFact]
    public void numbers_of_arm64_are_those_of_the_kernel() => Compare(Machine.Arm64);

    [Fact]
    public void young_calls_have_one_number_everywhere()
    {
        foreach (var call in Enum.GetValues<SystemCall>())
        {
            var (x64, arm64) = (SystemCallTable.Number(Machine.X64, call), SystemCallTable.Number(Machine.Arm64, call));
            Assert.False(x64 is null, $"{call} has no number.");
            Assert.True(x64 < 424 || x64 == arm64, $"{call} is {x64} and {arm64}.");
            Assert.True(!_young.TryGetValue(call.ToString(), out var young) || x64 == young, $"{call} is {x64}, not {young}.");
        }
    }

    [Fact]
    public void other_architectures_are_refused()
    {
        Assert.Throws<PlatformNotSupportedException>(() => SystemCallTable.Number(Machine.S390x, SystemCall.read));
        Assert.Throws<PlatformNotSupportedException>(() => LauncherFilter.Create(Machine.X86));
    }

    private static void Compare(Machine architecture)
    {
        var kernel = KernelHeaders.Numbers(architecture);
        foreach (var (name, number) in _young)
        {
            kernel.TryAdd(name, number);
        }

        Assert.True(kernel.Count > 290, $"Only {kernel.Count} calls were read from the headers.");
        Assert.Empty(
            from call in Enum.GetValues<SystemCall>()
            let ours = SystemCallTable.Number(architecture, call)
            let theirs = kernel.TryGetValue(call.ToString(), out var number) ? number : (uint?)null
            where ours != theirs
            select $"{call} is {ours?.ToString() ?? "absent"} here and {theirs?.ToString() ?? "absent"} in the headers");
    }
}
