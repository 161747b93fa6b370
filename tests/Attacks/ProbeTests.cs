namespace AgentNotebook.Attacks;

public class ProbeTests
{
    private const string Good = "// attack: Reads a file.\n// group: files\n// at none: gets-through\n";

    public static TheoryData<string> Names => [.. ProbeFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_header_of_a_probe_is_of_the_form(string name) => Assert.NotEmpty(ProbeFiles.Load(name).Attack);

    [Fact]
    public void there_are_many_probes_and_most_are_shown_to_be_real()
    {
        Assert.InRange(ProbeFiles.All.Count, 90, int.MaxValue);
        Assert.True(ProbeFiles.All.Count(probe => probe.AtNone == AtNone.GetsThrough) > ProbeFiles.All.Count / 2);
    }

    [Fact]
    public void a_good_header_is_read()
    {
        var probe = ProbeHeader.Parse("files/x", Good + "// expect: Refused, Crashed\n// needs: x64, root, sysctl kernel.io_uring_disabled=0\n// wall time: 1.5 s\n// uses: native\n1");

        Assert.Equal(("Reads a file.", AtNone.GetsThrough, TimeSpan.FromSeconds(1.5)), (probe.Attack, probe.AtNone, probe.WallTime));
        Assert.Equal((2, 3, 1), (probe.Expect.Count, probe.Needs.Count, probe.Uses.Count));
    }

    [Theory]
    [InlineData("// group: files\n// at none: gets-through", "attack")]
    [InlineData("// attack: Reads.\n// group: other\n// at none: gets-through", "another folder")]
    [InlineData("// attack: Reads.\n// group: files\n// at none: sometimes", "'sometimes'")]
    [InlineData("// attack: Reads.\n// group: files\n// at none: stopped", "'stopped'")]
    [InlineData("// attack: Reads.\n// group: files\n// at none: stopped: no such thing here", "// expect")]
    [InlineData(Good + "// expect: Perished", "'Perished'")]
    [InlineData(Good + "// needs: luck", "'luck'")]
    [InlineData(Good + "// wall time: long", "'long'")]
    [InlineData(Good + "// attack: Twice.", "twice")]
    [InlineData(Good + "// colour: red", "no line of a header")]
    public void a_bad_header_is_refused_with_its_fault(string header, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => ProbeHeader.Parse("files/x", header + "\n1")).Message, StringComparison.Ordinal);
}
