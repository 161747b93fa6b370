using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>
/// Turns rules into a program: the checks that every filter starts with, then a binary search over the numbers of the calls, in which neighbours with one
/// answer share a leaf. The kernel remembers which calls are allowed whatever their arguments and runs no filter for them, so the shape matters for the
/// others only: there a chain in the order of the numbers costs 15 to 30 ns a call more than the search (measured with the compute profile on x86-64).
/// </summary>
/// <remarks>Sources: seccomp(2), <c>struct seccomp_data</c> in linux/seccomp.h.</remarks>
internal static class FilterTree
{
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;
    private const int ArgumentBytes = 8;

    private const uint RequestTypeBits = 0xff00;
    private const int RequestTypeShift = 8;

    /// <summary>No call named in <see cref="SystemCall"/> has a higher number.</summary>
    private const int HighestNumber = 511;

    /// <summary>Set in the number of a call of the x32 ABI, which has the architecture word of x86-64 (<c>__X32_SYSCALL_BIT</c>, asm/unistd.h).</summary>
    private const uint X32Bit = 0x4000_0000;

    /// <summary>The program as the bytes of <c>struct sock_filter</c>s.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither x86-64 nor arm64.</exception>
    /// <exception cref="InvalidOperationException">Two rules for one call.</exception>
    internal static byte[] Assemble(Architecture architecture, List<FilterRule> rules, uint otherwise)
    {
        var program = new FilterProgram();
        var native = program.NewLabel();
        program.Load(ArchitectureOffset);
        program.JumpIf(FilterTest.Equal, SystemCallTable.AuditArchitecture(architecture), native);
        program.Return(FilterAction.KillProcess);
        program.Mark(native);
        program.Load(NumberOffset);
        if (architecture == Architecture.X64)
        {
            var known = program.NewLabel();
            program.JumpUnless(FilterTest.AnyBit, X32Bit, known);
            program.Return(FilterAction.KillProcess);
            program.Mark(known);
        }

        Search(program, Segments(architecture, rules, otherwise));
        return program.Assemble();
    }

    private static void Search(FilterProgram program, ReadOnlySpan<Segment> segments)
    {
        if (segments.Length == 1)
        {
            Answer(program, segments[0]);
            return;
        }

        var middle = segments.Length / 2;
        var upper = program.NewLabel();
        program.JumpIf(FilterTest.AtLeast, segments[middle].Start, upper);
        Search(program, segments[..middle]);
        program.Mark(upper);
        Search(program, segments[middle..]);
    }

    private static void Answer(FilterProgram program, Segment segment)
    {
        var loaded = -1;
        foreach (var test in segment.Rule is { } rule ? rule.Tests : [])
        {
            if (test.Argument != loaded)
            {
                loaded = test.Argument;
                program.Load(ArgumentsOffset + (uint)(loaded * ArgumentBytes));
            }

            var next = program.NewLabel();
            switch (test.Comparison)
            {
                case ArgumentComparison.Equal:
                    program.JumpUnless(FilterTest.Equal, test.Value, next);
                    break;
                case ArgumentComparison.RequestType:
                    program.Keep(RequestTypeBits);
                    program.JumpUnless(FilterTest.Equal, test.Value << RequestTypeShift, next);
                    // What was loaded is cut down.
                    loaded = -1;
                    break;
                case ArgumentComparison.NotEqual:
                    program.JumpIf(FilterTest.Equal, test.Value, next);
                    break;
                default:
                    program.JumpUnless(FilterTest.AnyBit, test.Value, next);
                    break;
            }

            program.Return(test.Action);
            program.Mark(next);
        }

        program.Return(segment.Answer);
    }

    private static ReadOnlySpan<Segment> Segments(Architecture architecture, List<FilterRule> rules, uint otherwise)
    {
        // By number, which sorts them. The last place stays free: every number from there on has the common answer.
        var known = new FilterRule?[HighestNumber + 2];
        foreach (var rule in rules)
        {
            if (SystemCallTable.Number(architecture, rule.Call) is { } number)
            {
                known[number] = known[number] is null ? rule : throw new InvalidOperationException($"Two rules for {rule.Call}.");
            }
        }

        var segments = new Segment[known.Length];
        var count = 0;
        for (var number = 0; number < known.Length; number++)
        {
            var rule = known[number];
            var hasTests = rule is { Tests.Length: > 0 };
            var answer = rule?.Otherwise ?? otherwise;
            if (count == 0 || hasTests || segments[count - 1].Rule is not null || segments[count - 1].Answer != answer)
            {
                segments[count++] = new Segment((uint)number, hasTests ? rule : null, answer);
            }
        }

        return segments.AsSpan(0, count);
    }

    /// <summary>The calls from a number up to where the next segment starts: a rule with tests, or one answer for all of them.</summary>
    private readonly struct Segment(uint start, FilterRule? rule, uint answer)
    {
        internal uint Start => start;

        internal FilterRule? Rule => rule;

        internal uint Answer => answer;
    }
}
