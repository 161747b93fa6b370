using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.Tests.Execution.Seccomp;

public class FilterShapeTests
{
    [Fact]
    public void every_jump_lands_inside_and_every_path_ends_in_a_return()
    {
        foreach (var filter in FilterUnderTest.All)
        {
            var program = filter.Program;
            Assert.InRange(program.Length, 1, FilterProgram.MaximumInstructions);
            for (var index = 0; index < program.Length; index++)
            {
                // Forward and inside: with no way to go round, each path is finite and can only end in a return.
                Assert.All(program.Next(index), next => Assert.InRange(next, index + 1, program.Length - 1));
            }

            Assert.Empty(program.Next(program.Length - 1));
        }
    }

    [Fact]
    public void every_instruction_can_be_reached()
    {
        foreach (var filter in FilterUnderTest.All)
        {
            var reached = new HashSet<int> { 0 };
            for (var index = 0; index < filter.Program.Length; index++)
            {
                Assert.True(reached.Contains(index), $"Instruction {index} of {filter} is dead.");
                reached.UnionWith(filter.Program.Next(index));
            }
        }
    }

    [Fact]
    public void every_load_is_a_word_of_the_call_and_the_first_is_the_architecture()
    {
        foreach (var filter in FilterUnderTest.All)
        {
            Assert.Equal(((ushort)0x20, 4u), (filter.Program[0].Code, filter.Program[0].Value));
            Assert.All(
                Enumerable.Range(0, filter.Program.Length).Where(index => filter.Program[index].Code == 0x20),
                index => Assert.Contains(filter.Program[index].Value, (uint[])[0, 4, 16, 24, 32]));
        }
    }

    [Fact]
    public void a_call_is_found_in_few_steps() =>
        Assert.All(FilterUnderTest.All, filter => Assert.InRange(Depth(filter.Program), 5, 32));

    private static int Depth(BpfInterpreter program)
    {
        var depths = new int[program.Length];
        for (var index = program.Length - 1; index >= 0; index--)
        {
            depths[index] = 1 + program.Next(index).Select(next => depths[next]).DefaultIfEmpty().Max();
        }

        return depths[0];
    }
}
