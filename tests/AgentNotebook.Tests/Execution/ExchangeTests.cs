using System.Text;
using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution;

public class ExchangeTests
{
    [Fact]
    public async Task a_guest_reads_its_inputs_by_name()
    {
        var outcome = await RunAsync(
            """
            (Inputs["t.csv"].Lines().Skip(1).Sum(line => int.Parse(line.Split(',')[1])), Inputs["t.csv"].Text[0], Inputs["t.csv"].Length,
             Inputs["empty"].Bytes.Length, Inputs["empty"].Lines().Count(), Inputs["p.json"].Json<Dictionary<string, double[]>>()["a"][1],
             Inputs["t.csv"].OpenRead().ReadByte(), string.Join(' ', Inputs.Names), Inputs.Contains("t.csv"), Inputs.Contains("T.csv"))
            """,
            [new GuestInput("t.csv", "name,n\na,1\r\nb,41"u8.ToArray()), new GuestInput("empty", default), new GuestInput("p.json", Encoding.UTF8.GetBytes("\uFEFF{\"a\":[1,2.5]}"))]);

        Assert.Equal((Verdict.Completed, ""), (outcome.Verdict, outcome.Reason));
        Assert.Equal("""{"Item1":42,"Item2":"n","Item3":16,"Item4":0,"Item5":0,"Item6":2.5,"Item7":110,"Rest":{"Item1":"t.csv empty p.json","Item2":true,"Item3":false}}""", outcome.ResultJson);
    }

    [Fact]
    public async Task an_input_of_thirty_megabytes_arrives_whole_and_goes_back_whole()
    {
        var bytes = new byte[30 << 20];
        new Random(7).NextBytes(bytes);

        var outcome = await RunAsync("Artifacts.Save(\"copy\", Inputs[\"big\"].OpenRead());\nConvert.ToHexString(System.Security.Cryptography.SHA256.HashData(Inputs[\"big\"].Bytes))", [new GuestInput("big", bytes)]);

        Assert.Equal((Verdict.Completed, ""), (outcome.Verdict, outcome.Reason));
        Assert.Equal($"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))}\"", outcome.ResultJson);
        Assert.True(Assert.Single(outcome.Artifacts).Bytes.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task a_missing_input_is_answered_with_the_nearest_and_the_way_to_hand_one_in()
    {
        var outcome = await RunAsync("\nInputs[\"dta.csv\"].Text", [new GuestInput("data.csv", default), new GuestInput("other", default)]);

        Assert.Equal((Verdict.Failed, "System.Collections.Generic.KeyNotFoundException", 2), (outcome.Verdict, outcome.Exception!.Type, outcome.Exception.Line));
        Assert.Equal("There is no input 'dta.csv'. Did you mean 'data.csv'? There are: 'data.csv', 'other'; --input NAME=FILE hands one in.", outcome.Exception.Message);
    }

    [Theory]
    [InlineData("../x", "path separator")]
    [InlineData("a\\b", "path separator")]
    [InlineData("..", "names a folder")]
    [InlineData("", "0 characters")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u0085", "U+0085")]
    public async Task an_input_with_a_bad_name_is_an_error_of_the_caller(string name, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<ArgumentException>(() => RunAsync("1", [new GuestInput(name, default)]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task a_name_with_half_a_character_is_an_error_of_the_caller() =>
        Assert.Contains("half a character", (await Assert.ThrowsAsync<ArgumentException>(() => RunAsync("1", [new GuestInput("a\ud800", default)]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task two_inputs_of_one_name_are_an_error_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync("1", [new GuestInput("a", default), new GuestInput("a", default)]));

    [Fact]
    public async Task more_inputs_than_the_limit_are_refused_before_anything_runs()
    {
        var outcome = await RunAsync("1", [new GuestInput("a", new byte[600]), new GuestInput("b", new byte[600])], Guests.Limits with { InputBytes = 1000 });

        Assert.Equal(Verdict.Refused, outcome.Verdict);
        Assert.Contains("1,200 bytes; the limit is 1,000", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_a_guest_saves_comes_back_in_the_order_in_which_it_was_finished()
    {
        var outcome = await RunAsync(
            """
            using (var late = Artifacts.Create("CON"))
            {
                late.WriteByte(1);
                Artifacts.Save("π.txt", "π");
                late.Write(new byte[] { 2, 3 });
            }

            Artifacts.Save("bytes", new byte[] { 4 });
            Artifacts.Save("span", "5"u8);
            Artifacts.Save("empty", "");
            Artifacts.SaveJson("point.json", (X: 1, Y: double.NaN));
            """);

        Assert.Equal((Verdict.Completed, ""), (outcome.Verdict, outcome.Reason));
        Assert.Equal(
            ["π.txt CF80", "CON 010203", "bytes 04", "span 35", "empty ", "point.json " + Convert.ToHexString("{\"Item1\":1,\"Item2\":\"NaN\"}"u8)],
            outcome.Artifacts.Select(artifact => $"{artifact.Name} {Convert.ToHexString(artifact.Bytes.Span)}"));
    }

    [Theory]
    [InlineData("Artifacts.Save(\"../x\", \"\")", "System.ArgumentException", "path separator")]
    [InlineData("Artifacts.Save(\"a\", \"\"); Artifacts.Save(\"A\", \"\")", "System.ArgumentException", "already")]
    [InlineData("for (var i = 0; i < 9; i++) Artifacts.Save($\"{i}\", \"\");", "System.InvalidOperationException", "may save 5 artifacts")]
    [InlineData("Artifacts.Save(\"x\", new byte[1001])", "System.InvalidOperationException", "may hold 1,000 bytes")]
    [InlineData("Artifacts.Save(\"x\", new MemoryStream(new byte[1001]))", "System.InvalidOperationException", "may hold 1,000 bytes")]
    [InlineData("using (var s = Artifacts.Create(\"x\")) { s.Write(new byte[900]); s.Write(new byte[900]); }", "System.InvalidOperationException", "900 are taken")]
    public async Task the_worker_refuses_what_breaks_a_rule_and_names_it(string code, string type, string why)
    {
        var outcome = await RunAsync(code, [], Guests.Limits with { ArtifactCount = 5, ArtifactBytes = 1000 });

        Assert.Equal((Verdict.Failed, type), (outcome.Verdict, outcome.Exception?.Type));
        Assert.Contains(why, outcome.Exception!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Artifacts, artifact => artifact.Name == "x");
    }

    [Theory]
    [InlineData("throw new Exception();", Verdict.Failed)]
    [InlineData("Environment.Exit(3);", Verdict.Crashed)]
    [InlineData("while (true) { }", Verdict.TimedOut)]
    public async Task finished_artifacts_are_kept_whatever_becomes_of_the_guest_and_one_cut_off_is_not(string end, Verdict verdict)
    {
        var outcome = await RunAsync($"Artifacts.Save(\"done\", \"1\");\nvar half = Artifacts.Create(\"half\");\nhalf.Write(new byte[100_000]);\nhalf.Flush();\n{end}", [], Guests.Limits with { WallTime = TimeSpan.FromSeconds(4) });

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal("done", Assert.Single(outcome.Artifacts).Name);
    }

    [Theory]
    [InlineData("20, 1, 2, 3", "the unknown kind 20")]
    [InlineData("22, 0, 0, 0, 0, 1", "not open")]
    [InlineData("23, 7, 0, 0, 0, 1, 0, 0, 0", "not open")]
    [InlineData("23, 0, 0, 0, 0, 5, 0, 0, 0", "truth value")]
    [InlineData("21, 1, 0, 0, 0, 1, 0, 0, 0, 65", "artifact 1 where artifact 0 was due")]
    [InlineData("21, 0, 0, 0, 0, 3, 0, 0, 0, 46, 46, 47", "path separator")]
    [InlineData("21, 0, 0, 0, 0, 9, 0, 0, 0, 46", "shorter than it says")]
    [InlineData("21, 0, 0, 0, 0, 1, 0, 0, 0, 65), (21, 1, 0, 0, 0, 1, 0, 0, 0, 97", "two artifacts of one name")]
    [InlineData("21, 0, 0, 0, 0, 1, 0, 0, 0, 65), (22, 0, 0, 0, 0, 1, 2, 3, 4, 5", "more than the 4 bytes")]
    [InlineData("21, 0, 0, 0, 0, 1, 0, 0, 0, 65), (21, 1, 0, 0, 0, 1, 0, 0, 0, 66), (21, 2, 0, 0, 0, 1, 0, 0, 0, 67", "more than the 2 artifacts")]
    public async Task a_guest_that_forges_artifacts_is_refused(string frames, string reason)
    {
        var bytes = string.Join(", ", frames.Split("), (").Select(frame => $"{frame.Split(',').Length - 1}, 0, 0, 0, {frame}"));
        var code = Guests.Forging($"new byte[] {{ {bytes} }}");

        var outcome = await RunAsync(code, [], Guests.Limits with { ArtifactCount = 2, ArtifactBytes = 4 });

        Assert.Equal(Verdict.Refused, outcome.Verdict);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task limits_out_of_their_range_are_an_error_of_the_caller()
    {
        foreach (var limits in (ExecutionLimits[])[Guests.Limits with { InputBytes = -1 }, Guests.Limits with { ArtifactBytes = 2L << 30 }, Guests.Limits with { ArtifactCount = 1 << 20 }])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RunAsync("1", [], limits));
        }
    }

    private static async Task<GuestOutcome> RunAsync(string code, IReadOnlyList<GuestInput>? inputs = null, ExecutionLimits? limits = null)
    {
        await using var runner = Guests.Runner();
        return await runner.RunAsync(Guests.Compile(code) with { Inputs = inputs ?? [] }, limits ?? Guests.Limits, CancellationToken.None);
    }
}
