using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>
/// Turns rules into a program: the checks that every filter starts with, then a binary search over the numbers of the calls, in which neighbours with one
/// answer share a leaf. The kernel remembers which calls are allowed whatever their arguments and runs no filter for them; for all others, a search takes
/// some seven comparisons where a chain takes up to a hundred.
/// </summary>
/// <remarks>Sources: seccomp(2), <c>struct seccomp_data</c> in linux/seccomp.h.</remarks>
internal static class FilterTree
{
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;
    private const int ArgumentBytes = 8;

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

        Search(program, CollectionsMarshal.AsSpan(Segments(architecture, rules, otherwise)));
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
        foreach (var test in segment.Tests)
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

        program.Return(segment.Otherwise);
    }

    private static List<Segment> Segments(Architecture architecture, List<FilterRule> rules, uint otherwise)
    {
        var known = new List<Segment>(rules.Count);
        foreach (var rule in rules)
        {
            if (SystemCallTable.Number(architecture, rule.Call) is { } number)
            {
                known.Add(new Segment(number, rule.Tests, rule.Otherwise));
            }
        }

        known.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        var segments = new List<Segment>(2 * known.Count);
        var next = 0u;
        foreach (var segment in known)
        {
            if (segment.Start < next)
            {
                throw new InvalidOperationException($"Two rules for system call {segment.Start}.");
            }

            if (segment.Start > next)
            {
                Append(segments, new Segment(next, [], otherwise));
            }

            Append(segments, segment);
            next = segment.Start + 1;
        }

        Append(segments, new Segment(next, [], otherwise));
        return segments;
    }

    private static void Append(List<Segment> segments, Segment segment)
    {
        if (segments.Count == 0 || segment.Tests.Length > 0 || segments[^1].Tests.Length > 0 || segments[^1].Otherwise != segment.Otherwise)
        {
            segments.Add(segment);
        }
    }

    /// <summary>The calls from a number up to where the next segment starts.</summary>
    private readonly record struct Segment(uint Start, ArgumentTest[] Tests, uint Otherwise);
}
