namespace AgentNotebook.Attacks;

public class TableTests
{
    [Fact]
    public async Task the_table_of_the_readme_names_every_probe_and_no_other()
    {
        if (Environment.GetEnvironmentVariable(SuiteTable.WriteVariable) == "1")
        {
            await SuiteTable.WriteAsync();
        }

        Assert.Equal(ProbeFiles.Names, SuiteTable.Probes());
    }
}
