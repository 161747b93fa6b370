using AgentNotebook.Execution;
using AgentNotebook.Execution.Seccomp;
using FsCheck;
using FsCheck.Fluent;
using Machine = System.Runtime.InteropServices.Architecture;

namespace AgentNotebook.Tests.Execution.Seccomp;

public class FilterPolicyTests
{
    private const uint HighestNumber = 1000;
    private const int Own = FilterUnderTest.ProcessId;

    /// <summary>Values on which some rule turns, with their neighbours; every single bit; the own process, its group, everyone.</summary>
    private static readonly ulong[] _telling =
    [
        .. Enumerable.Range(0, 64).Select(bit => 1UL << bit),
        0, 3, 5, 6, 7, 9, 10, 11, 14, 15, 16, 17, 36, 37, 38, 39, 99, 100, 101, 102, 1023, 1024, 1026, 1029, 1030, 1031, 1032, 1033,
        0x5401, 0x5402, 0x5412, 0x5413, 0x5414, 0x541b, 0x541c, 0x5450, 0x5451, 0x5452, 0x802c542a, 0x40049409, 0x53564d41,
        0x1, 0x30000001, 0x30000002, 0xff, 0x100, 0xc0204600, 0xc00846d0, 0x46ff, 0x4500, 0x4700, 0xc0406400, 0x6300, 0x6500, 0x80044b01, 0x4a00, 0x4c00, 0x12345600,
        0x3d0f00, 0x7d0f00, 0x3d1f00, 0x10010000, 0x7e020000, 0x7e030000, 0x80000, 0x90800, 0x101000, 0x410000, 0x8000, 0xa0000,
        Own - 1, Own, Own + 1, unchecked((ulong)-Own), ulong.MaxValue, uint.MaxValue, unchecked((ulong)-2), unchecked((ulong)-6), unchecked((ulong)-7),
    ];

    [Fact]
    public void every_call_is_answered_as_declared_at_the_values_that_matter()
    {
        foreach (var filter in FilterUnderTest.All)
        {
            for (var number = 0u; number <= HighestNumber; number++)
            {
                foreach (var value in _telling)
                {
                    Same(filter, number, [value, 0, 0, 0, 0, 0]);
                    Same(filter, number, [0, value, 0, 0, 0, 0]);
                    Same(filter, number, [0, 0, value, 0, 0, 0]);
                    Same(filter, number, [value, value, value | 0xffff_ffff_0000_0000, value, value, value]);
                }
            }
        }
    }

    [Fact]
    public void any_call_is_answered_as_declared() => Prop.ForAll(Calls(), call =>
    {
        foreach (var filter in FilterUnderTest.All)
        {
            Same(filter, call.Number, call.Arguments);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void every_other_architecture_is_killed() => Prop.ForAll(Calls(), ArbMap.Default.ArbFor<int>(), (call, random) =>
    {
        foreach (var filter in FilterUnderTest.All)
        {
            uint[] others = [0x40000003, 0x40000028, 0, filter.ArchitectureWord ^ 0x40000000, filter.ArchitectureWord + 1, (uint)random & 0xffff, filter.ArchitectureWord ^ 0xfd];
            Assert.All(others, other => Assert.Equal(DeclaredPolicy.Kill, filter.Program.Run(call.Number, other, call.Arguments)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void calls_of_the_x32_interface_are_killed()
    {
        foreach (var filter in FilterUnderTest.All.Where(filter => filter.Architecture == Machine.X64))
        {
            Assert.All((uint[])[0x40000000, 0x40000001, 0x40000200, 0x7fffffff, 0xffffffff], number => Assert.Equal(DeclaredPolicy.Kill, filter.Answer(number, new ulong[6])));
        }
    }

    /// <summary>The numbers (x86-64, arm64) of calls that act on others, or let in what was shut out; no filter names them.</summary>
    [Theory]
    [InlineData("kill", 62, 129)]
    [InlineData("tkill", 200, 130)]
    [InlineData("rt_sigqueueinfo", 129, 138)]
    [InlineData("rt_tgsigqueueinfo", 297, 240)]
    [InlineData("pidfd_send_signal", 424, 424)]
    [InlineData("execve", 59, 221)]
    [InlineData("execveat", 322, 281)]
    [InlineData("memfd_create", 319, 279)]
    [InlineData("seccomp", 317, 277)]
    [InlineData("copy_file_range", 326, 285)]
    [InlineData("process_mrelease", 448, 448)]
    [InlineData("process_madvise", 440, 440)]
    [InlineData("get_robust_list", 274, 100)]
    [InlineData("mknodat", 259, 33)]
    [InlineData("fchownat", 260, 54)]
    [InlineData("setxattr", 188, 5)]
    [InlineData("socket", 41, 198)]
    [InlineData("ptrace", 101, 117)]
    [InlineData("io_uring_setup", 425, 425)]
    public void a_worker_may_never_make_this_call(string call, int x64, int arm64)
    {
        foreach (var filter in FilterUnderTest.All.Where(filter => filter.Profile is not null))
        {
            var number = (uint)(filter.Architecture == Machine.X64 ? x64 : arm64);
            Assert.All(
                _telling,
                value => Assert.True(filter.Answer(number, value, value, value, value, value, value) == DeclaredPolicy.NotPermitted, $"{call}({value:x}) in {filter}"));
        }
    }

    [Fact]
    public void what_is_no_process_or_no_profile_has_no_filter()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerFilter.Create(Machine.X64, SandboxProfile.Compute, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerFilter.Create(Machine.X64, SandboxProfile.Compute, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerFilter.Create(Machine.X64, (SandboxProfile)4, 1));
    }

    private static void Same(FilterUnderTest filter, uint number, ulong[] arguments)
    {
        var (declared, answer) = (filter.Declared(number, arguments), filter.Answer(number, arguments));
        if (declared != answer)
        {
            Assert.Fail($"{filter}: call {number}({string.Join(", ", arguments.Select(argument => argument.ToString("x")))}) gets {answer:x}, not {declared:x}.");
        }
    }

    private static Arbitrary<(uint Number, ulong[] Arguments)> Calls()
    {
        var bits = ArbMap.Default.GeneratorFor<ulong>();
        var telling = Gen.Elements(_telling);
        var argument = Gen.Frequency(
            (2, bits),
            (2, telling),
            (1, telling.SelectMany(low => bits.Select(high => (uint)low | (high << 32)))),
            (1, telling.SelectMany(one => telling.Select(other => one | other))));
        var named = Gen.Elements(
            Enum.GetValues<SystemCall>()
                .SelectMany(call => (uint?[])[SystemCallTable.Number(Machine.X64, call), SystemCallTable.Number(Machine.Arm64, call)])
                .OfType<uint>()
                .ToArray());
        var number = Gen.Frequency((3, named), (2, Gen.Choose(0, (int)HighestNumber).Select(value => (uint)value)), (1, bits.Select(value => (uint)value)));
        return number.SelectMany(chosen => argument.ArrayOf(6).Select(arguments => (chosen, arguments))).ToArbitrary();
    }
}
