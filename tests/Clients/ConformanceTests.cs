using AgentNotebook.Clients.Support;

namespace AgentNotebook.Clients;

public class ConformanceTests
{
    [JupyterFact("jupyter_kernel_test")]
    public async Task the_kernel_passes_all_of_jupyters_own_conformance_suite()
    {
        using var jupyter = new JupyterFolder();

        var result = await jupyter.RunScriptAsync("conformance", TimeSpan.FromMinutes(3));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Ran 12 tests", result.Errors);
        Assert.DoesNotContain("skipped", result.Errors);
    }
}
