using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.Tests.Execution.Seccomp;

public class FilterProgramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(2000)]
    public void a_jump_reaches_its_label_at_any_distance(int distance)
    {
        foreach (var (whenTrue, number) in (IEnumerable<(bool, uint)>)[(true, 7), (true, 8), (false, 7), (false, 8)])
        {
            var program = new FilterProgram();
            var label = program.NewLabel();
            program.Load(0);
            if (whenTrue)
            {
                program.JumpIf(FilterTest.Equal, 7, label);
            }
            else
            {
                program.JumpUnless(FilterTest.Equal, 7, label);
            }

            for (var index = 1; index < distance; index++)
            {
                program.Load(4);
            }

            program.Return(1);
            program.Mark(label);
            program.Return(2);

            Assert.Equal(whenTrue == (number == 7) ? 2u : 1u, new BpfInterpreter(program.Assemble()).Run(number, 0));
        }
    }

    [Fact]
    public void a_chain_of_far_jumps_pushes_others_out_of_reach_and_all_still_arrive()
    {
        const uint Jumps = 600;
        var program = new FilterProgram();
        var labels = Enumerable.Range(0, (int)Jumps).Select(_ => program.NewLabel()).ToArray();
        program.Load(0);
        for (var index = 0u; index < Jumps; index++)
        {
            program.JumpIf(FilterTest.Equal, index, labels[index]);
        }

        program.Return(uint.MaxValue);
        for (var index = 0u; index < Jumps; index++)
        {
            program.Mark(labels[index]);
            program.Return(1000 + index);
        }

        var interpreter = new BpfInterpreter(program.Assemble());
        Assert.All(Enumerable.Range(0, (int)Jumps), number => Assert.Equal(1000u + (uint)number, interpreter.Run((uint)number, 0)));
        Assert.Equal(uint.MaxValue, interpreter.Run(Jumps, 0));
    }

    [Fact]
    public void a_program_that_the_kernel_would_refuse_is_not_assembled()
    {
        var endless = new FilterProgram();
        endless.Load(0);
        Assert.Throws<InvalidOperationException>(endless.Assemble);
        Assert.Throws<InvalidOperationException>(new FilterProgram().Assemble);

        var backwards = new FilterProgram();
        var start = backwards.NewLabel();
        backwards.Mark(start);
        backwards.JumpIf(FilterTest.Equal, 0, start);
        backwards.Return(0);
        Assert.Throws<InvalidOperationException>(backwards.Assemble);

        var nowhere = new FilterProgram();
        nowhere.JumpIf(FilterTest.Equal, 0, nowhere.NewLabel());
        nowhere.Return(0);
        Assert.Throws<InvalidOperationException>(nowhere.Assemble);

        var longest = new FilterProgram();
        for (var index = 0; index < FilterProgram.MaximumInstructions; index++)
        {
            longest.Return(0);
        }

        Assert.Equal(FilterProgram.MaximumInstructions, longest.Assemble().Length / FilterProgram.InstructionBytes);
        longest.Return(0);
        Assert.Throws<InvalidOperationException>(longest.Assemble);
    }
}
