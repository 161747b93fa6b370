using AgentNotebook.Clients.Support;
using Xunit.Abstractions;

namespace AgentNotebook.Clients;

public class InterruptTests(ITestOutputHelper output)
{
    [JupyterFact("jupyter_client")]
    public async Task whatever_a_cell_is_doing_an_interrupt_ends_it_and_the_variables_stay()
    {
        using var jupyter = new JupyterFolder();

        var result = await jupyter.RunScriptAsync("interrupts", TimeSpan.FromMinutes(5));

        output.WriteLine(result.Output);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
