using AgentNotebook.Clients.Support;
using Xunit.Abstractions;

namespace AgentNotebook.Clients;

public class EndingTests(ITestOutputHelper output)
{
    [JupyterFact("jupyter_client")]
    public async Task however_a_kernel_ends_values_are_kept_and_the_next_one_offers_the_unfinished_run()
    {
        using var jupyter = new JupyterFolder();

        var result = await jupyter.RunScriptAsync("endings", TimeSpan.FromMinutes(5));

        output.WriteLine(result.Output);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
