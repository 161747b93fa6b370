using System.Globalization;
using System.Text.Json.Nodes;
using AgentNotebook.Clients.Support;
using Xunit.Abstractions;

namespace AgentNotebook.Clients;

/// <summary>Many cells, interrupts and reconnections in one kernel. AGENTNOTEBOOK_THOROUGH=1 runs 2,000 cells; without it a part.</summary>
public class SoakTests(ITestOutputHelper output)
{
    private const int Interrupts = 20;
    private const int Reconnections = 20;

    private static readonly int _cells = Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1" ? 2_000 : 300;

    [JupyterFact("jupyter_client")]
    public async Task a_long_session_leaves_no_threads_and_no_descriptors_behind()
    {
        using var jupyter = new JupyterFolder();

        var result = await jupyter.RunScriptAsync("soak", TimeSpan.FromMinutes(15), Text(_cells), Text(Interrupts), Text(Reconnections));

        Assert.True(result.ExitCode == 0, result.ToString());
        output.WriteLine(result.Output);
        var figures = JsonNode.Parse(result.Output)!;
        var (cells, last) = (figures[$"after {_cells} cells"]!, figures[$"after {Reconnections} reconnections"]!);
        // A connection or a thread that each interrupt or reconnection left would show twenty times over.
        Assert.True((int)last["descriptors"]! < (int)cells["descriptors"]! + Reconnections, result.Output);
        Assert.True((int)last["threads"]! < (int)cells["threads"]! + Interrupts, result.Output);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
